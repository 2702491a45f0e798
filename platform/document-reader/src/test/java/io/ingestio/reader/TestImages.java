package io.ingestio.reader;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Pictures of 40 × 20 pixels whose left half is black, and TIFFs, generated. */
final class TestImages {
    static final int WIDTH = 40;
    static final int HEIGHT = 20;
    /** The picture as lossless WebP whose EXIF data say that it is turned to the right. */
    private static final String WEBP_TURNED =
            "UklGRlwAAABXRUJQVlA4WAoAAAAIAAAAJwAAEwAAVlA4TBwAAAAvJ8AEAA8w//M///MfeBAIEP5rHRgQENH/AGsPRVhJRhoAAABNTQAqAAAACAABARIAAwAAAAEABgAAAAAAAA==";

    private TestImages() {}

    static byte[] written(String format) throws IOException {
        var picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var graphics = picture.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(WIDTH / 2, 0, WIDTH / 2, HEIGHT);
        graphics.dispose();
        var bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(picture, format, bytes)) {
            throw new IOException("no writer for " + format);
        }
        return bytes.toByteArray();
    }

    static byte[] webpTurnedRight() {
        return Base64.getDecoder().decode(WEBP_TURNED);
    }

    /** The header of a lossless WebP (RFC 9649 §3.4) of this size, without pixels. */
    static byte[] webpHeader(int width, int height) {
        ByteBuffer bytes = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(22);
        bytes.put("WEBPVP8L".getBytes(StandardCharsets.US_ASCII)).putInt(10);
        bytes.put((byte) 0x2F).putInt(width - 1 | height - 1 << 14);
        return bytes.array();
    }

    /** A JPEG with EXIF data: one directory with the orientation alone. */
    static byte[] jpeg(int orientation) throws IOException {
        byte[] plain = written("jpg");
        ByteBuffer exif = ByteBuffer.allocate(36);
        exif.putShort((short) 0xFFE1).putShort((short) 34);
        exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        exif.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        exif.putShort((short) 1).putShort((short) 274).putShort((short) 3).putInt(1);
        exif.putShort((short) orientation).putShort((short) 0).putInt(0);
        ByteBuffer whole = ByteBuffer.allocate(plain.length + exif.capacity());
        return whole.put(plain, 0, 2)
                .put(exif.array())
                .put(plain, 2, plain.length - 2)
                .array();
    }

    /** One directory of a TIFF. */
    record TiffPage(int width, int height, int orientation, int subfile) {
        static TiffPage upright() {
            return new TiffPage(WIDTH, HEIGHT, 1, 0);
        }

        static TiffPage turned(int orientation) {
            return new TiffPage(WIDTH, HEIGHT, orientation, 0);
        }
    }

    /** A little-endian grey TIFF whose directories share one strip, the picture. */
    static byte[] tiff(TiffPage... pages) {
        int strip = 8;
        int first = strip + WIDTH * HEIGHT;
        int size = 2 + 9 * 12 + 4;
        ByteBuffer bytes = ByteBuffer.allocate(first + pages.length * size).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {'I', 'I', 42, 0}).putInt(first);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            bytes.put((byte) (i % WIDTH < WIDTH / 2 ? 0 : 255));
        }
        for (int i = 0; i < pages.length; i++) {
            bytes.putShort((short) 9);
            entry(bytes, 254, pages[i].subfile());
            entry(bytes, 256, pages[i].width());
            entry(bytes, 257, pages[i].height());
            entry(bytes, 258, 8);
            entry(bytes, 262, 1);
            entry(bytes, 273, strip);
            entry(bytes, 274, pages[i].orientation());
            entry(bytes, 278, pages[i].height());
            entry(bytes, 279, WIDTH * HEIGHT);
            bytes.putInt(i + 1 == pages.length ? 0 : first + (i + 1) * size);
        }
        return bytes.array();
    }

    private static void entry(ByteBuffer bytes, int tag, int value) {
        bytes.putShort((short) tag).putShort((short) 4).putInt(1).putInt(value);
    }
}
