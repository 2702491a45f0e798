package io.ingestio.launcher.soak;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

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

    /** A PNG of one pixel that is of 900 million by its header. */
    static Path hugePicture(Path folder) throws IOException {
        var picture = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY), "png", picture);
        var bytes = ByteBuffer.wrap(picture.toByteArray()); // signature, length, "IHDR", width, height, 5 bytes, CRC
        bytes.putInt(16, SIDE).putInt(20, SIDE);
        var crc = new CRC32();
        crc.update(bytes.array(), 12, 17);
        bytes.putInt(29, (int) crc.getValue());
        return Files.write(folder.resolve("huge.png"), bytes.array());
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
}
