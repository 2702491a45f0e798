package io.ingestio.reader;

import java.awt.Color;
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
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;
import org.apache.pdfbox.pdmodel.graphics.image.CCITTFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.util.Matrix;

/** Good, odd and hostile files, generated. */
final class TestPdfs {

    private TestPdfs() {}

    /** One A4 page for each text; the lines of a text begin at (72, 72), 12 points, 20 apart. */
    static byte[] text(String... pages) throws IOException {
        try (PDDocument document = new PDDocument()) {
            for (String lines : pages) {
                PDPage page = new PDPage(PDRectangle.A4);
                document.addPage(page);
                draw(document, page, lines);
            }
            return saved(document);
        }
    }

    /** A page turned by {@code rotation} degrees whose text still reads from left to right when displayed. */
    static byte[] turned(int rotation, String line) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(PDRectangle.A4);
            page.setRotation(rotation);
            document.addPage(page);
            try (var content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.setTextMatrix(Matrix.getRotateInstance(Math.toRadians(rotation), 300, 400));
                content.showText(line);
                content.endText();
            }
            return saved(document);
        }
    }

    static byte[] encrypted(String user, String owner) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            document.addPage(page);
            draw(document, page, "secret");
            var policy = new StandardProtectionPolicy(owner, user, new AccessPermission());
            policy.setEncryptionKeyLength(128);
            document.protect(policy);
            return saved(document);
        }
    }

    static byte[] withoutPages() throws IOException {
        try (PDDocument document = new PDDocument()) {
            return saved(document);
        }
    }

    /** A page that is nothing but a black square in the middle, packed with the given filter. */
    static byte[] scan(COSName filter) throws IOException {
        try (PDDocument document = new PDDocument()) {
            byte[] packed = COSName.JPX_DECODE.equals(filter) ? jpeg2000() : jbig2(document);
            var stream = new PDStream(document);
            try (OutputStream raw = stream.getCOSObject().createRawOutputStream()) {
                raw.write(packed);
            }
            stream.getCOSObject().setItem(COSName.FILTER, filter);
            stream.getCOSObject().setItem(COSName.TYPE, COSName.XOBJECT);
            stream.getCOSObject().setItem(COSName.SUBTYPE, COSName.IMAGE);
            stream.getCOSObject().setInt(COSName.WIDTH, 64);
            stream.getCOSObject().setInt(COSName.HEIGHT, 64);
            stream.getCOSObject().setInt(COSName.BITS_PER_COMPONENT, COSName.JPX_DECODE.equals(filter) ? 8 : 1);
            stream.getCOSObject().setItem(COSName.COLORSPACE, PDDeviceGray.INSTANCE.getCOSObject());
            PDPage page = new PDPage(new PDRectangle(64, 64));
            document.addPage(page);
            try (var content = new PDPageContentStream(document, page)) {
                content.drawImage(new PDImageXObject(stream, page.getResources()), 0, 0, 64, 64);
            }
            return saved(document);
        }
    }

    private static BufferedImage square(int type) {
        var image = new BufferedImage(64, 64, type);
        var graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 64, 64);
        graphics.setColor(Color.BLACK);
        graphics.fillRect(16, 16, 32, 32);
        graphics.dispose();
        return image;
    }

    private static byte[] jpeg2000() throws IOException {
        var bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(square(BufferedImage.TYPE_BYTE_GRAY), "jpeg2000", bytes)) {
            throw new IOException("no JPEG 2000 writer");
        }
        return bytes.toByteArray();
    }

    /** A page segment and one generic region, whose MMR coding is that of CCITT G4. */
    private static byte[] jbig2(PDDocument document) throws IOException {
        byte[] coded;
        try (var in = CCITTFactory.createFromImage(document, square(BufferedImage.TYPE_BYTE_BINARY))
                .getCOSObject()
                .createRawInputStream()) {
            coded = in.readAllBytes();
        }
        var bytes = ByteBuffer.allocate(200 + coded.length);
        bytes.putInt(0).put((byte) 48).put((byte) 0).put((byte) 1).putInt(19);
        bytes.putInt(64).putInt(64).putInt(0).putInt(0).put((byte) 0).putShort((short) 0);
        bytes.putInt(1).put((byte) 38).put((byte) 0).put((byte) 1).putInt(18 + coded.length);
        bytes.putInt(64)
                .putInt(64)
                .putInt(0)
                .putInt(0)
                .put((byte) 0)
                .put((byte) 1)
                .put(coded);
        byte[] used = new byte[bytes.position()];
        bytes.flip().get(used);
        return used;
    }

    /** A PDF of the given objects, numbered from 1; object 1 is the catalog. */
    static byte[] raw(String... objects) {
        var pdf = new StringBuilder("%PDF-1.7\n");
        List<Integer> offsets = new ArrayList<>();
        for (int i = 0; i < objects.length; i++) {
            offsets.add(pdf.length());
            pdf.append(i + 1).append(" 0 obj\n").append(objects[i]).append("\nendobj\n");
        }
        int xref = pdf.length();
        pdf.append("xref\n0 ").append(objects.length + 1).append("\n0000000000 65535 f \n");
        offsets.forEach(offset -> pdf.append(String.format("%010d 00000 n \n", offset)));
        pdf.append("trailer\n<</Size ")
                .append(objects.length + 1)
                .append("/Root 1 0 R>>\nstartxref\n")
                .append(xref);
        return pdf.append("\n%%EOF\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** One page under a node that claims {@code count}. */
    static byte[] claiming(String count) {
        return raw(
                "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[3 0 R]/Count " + count + ">>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>");
    }

    /**
     * A stream object that inflates to {@code inflated} copies of {@code unit}, as object 4 of a one-page PDF's {@code use}.
     */
    static void bomb(Path file, String dictionary, String unit, long inflated, String... objects) throws IOException {
        Path packed = Files.createTempFile(file.getParent(), "bomb", ".z");
        var deflater = new Deflater(Deflater.BEST_SPEED);
        byte[] block = unit.repeat(65_536 / unit.length()).getBytes(StandardCharsets.US_ASCII);
        try (var out = new DeflaterOutputStream(Files.newOutputStream(packed), deflater, 1 << 16)) {
            for (long written = 0; written < inflated; written += block.length) {
                out.write(block);
            }
        }
        deflater.end();
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write("%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < objects.length; i++) {
                out.write(((i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n").getBytes(StandardCharsets.US_ASCII));
            }
            out.write(((objects.length + 1) + " 0 obj\n<<" + dictionary + "/Filter/FlateDecode/Length "
                            + Files.size(packed) + ">>\nstream\n")
                    .getBytes(StandardCharsets.US_ASCII));
            Files.copy(packed, out);
            out.write("\nendstream\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n".getBytes(StandardCharsets.US_ASCII));
        } finally {
            Files.delete(packed);
        }
    }

    private static void draw(PDDocument document, PDPage page, String lines) throws IOException {
        try (var content = new PDPageContentStream(document, page)) {
            content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
            float y = page.getMediaBox().getHeight() - 72;
            for (String line : lines.split("\n")) {
                content.beginText();
                content.newLineAtOffset(72, y);
                content.showText(line);
                content.endText();
                y -= 20;
            }
        }
    }

    private static byte[] saved(PDDocument document) throws IOException {
        var bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
    }
}
