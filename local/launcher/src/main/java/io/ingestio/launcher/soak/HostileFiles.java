package io.ingestio.launcher.soak;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Files that demand more than they give, or are not what they say. */
final class HostileFiles {

    private static final int SIDE = 30_000;
    private static final long INFLATED = 1L << 30;

    private HostileFiles() {}

    /** A text that is named as a PDF. */
    static Path noPdf(Path folder, String name) throws IOException {
        return Files.writeString(folder.resolve(name), "This is no PDF, whatever its name says.");
    }

    /** A PDF that ends after its first line. */
    static Path truncatedPdf(Path folder) throws IOException {
        return Files.writeString(folder.resolve("truncated.pdf"), "%PDF-1.7\n1 0 obj\n<</Type/Cat");
    }

    /** Small, and of 900 million pixels by its header. */
    static Path hugePicture(Path folder) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        var header = new ByteArrayOutputStream();
        var fields = new DataOutputStream(header);
        fields.writeInt(SIDE);
        fields.writeInt(SIDE);
        fields.write(new byte[] {8, 0, 0, 0, 0});
        chunk(bytes, "IHDR", header.toByteArray());
        chunk(bytes, "IDAT", deflated(new byte[SIDE + 1], 1));
        chunk(bytes, "IEND", new byte[0]);
        return Files.write(folder.resolve("huge.png"), bytes.toByteArray());
    }

    /** A PDF of a megabyte whose page tree lies behind a gibibyte. */
    static Path bomb(Path folder) throws IOException {
        byte[] block = "2 0                                                             "
                .repeat(1024)
                .getBytes(StandardCharsets.US_ASCII);
        byte[] packed = deflated(block, (int) (INFLATED / block.length));
        Path file = folder.resolve("bomb.pdf");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(("%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
                            + "2 0 obj\n<</Type/ObjStm/N 1/First 65536/Filter/FlateDecode/Length " + packed.length
                            + ">>\nstream\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(packed);
            out.write("\nendstream\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n".getBytes(StandardCharsets.US_ASCII));
        }
        return file;
    }

    /** More files than any plan has documents in a batch. */
    static List<Path> tooMany(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i <= 100; i++) {
            files.add(noPdf(folder, "many-" + i + ".pdf"));
        }
        return List.copyOf(files);
    }

    private static byte[] deflated(byte[] block, int times) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var deflating = new DeflaterOutputStream(bytes)) {
            for (int i = 0; i < times; i++) {
                deflating.write(block);
            }
        }
        return bytes.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream into, String type, byte[] data) throws IOException {
        var out = new DataOutputStream(into);
        var crc = new CRC32();
        crc.update(type.getBytes(StandardCharsets.US_ASCII));
        crc.update(data);
        out.writeInt(data.length);
        out.write(type.getBytes(StandardCharsets.US_ASCII));
        out.write(data);
        out.writeInt((int) crc.getValue());
    }
}
