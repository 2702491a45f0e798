package io.ingestio.reader;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A type of file that can be read, decided by its first bytes, never by its name or by what the client claims. */
public enum FileType {
    PDF("application/pdf"),
    JPEG("image/jpeg"),
    PNG("image/png"),
    TIFF("image/tiff"),
    WEBP("image/webp");

    /** How many bytes {@link #of(byte[])} needs: a PDF's header may be anywhere in the first mebibyte. */
    public static final int HEAD_BYTES = 1 << 20;

    private static final byte[] PDF_MARK = ascii("%PDF");
    private static final byte[] JPEG_MARK = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final byte[] PNG_MARK = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    /** Both byte orders, each with 32-bit and with 64-bit offsets. */
    private static final List<byte[]> TIFF_MARKS = List.of(
            new byte[] {'I', 'I', 42, 0}, new byte[] {'M', 'M', 0, 42}, new byte[] {'I', 'I', 43, 0}, new byte[] {
                'M', 'M', 0, 43
            });

    private static final byte[] RIFF_MARK = ascii("RIFF");
    private static final byte[] WEBP_MARK = ascii("WEBP");
    private static final int WEBP_AT = 8;
    /** Containers whose first bytes may include a whole PDF and that are still not a PDF: zip, Windows and Linux programs. */
    private static final List<byte[]> CONTAINERS =
            List.of(new byte[] {'P', 'K', 3, 4}, new byte[] {'M', 'Z'}, new byte[] {0x7F, 'E', 'L', 'F'});

    private final String mimeType;

    FileType(String mimeType) {
        this.mimeType = mimeType;
    }

    public String mimeType() {
        return mimeType;
    }

    /**
     * The type of a file that begins with {@code head} ({@value #HEAD_BYTES} bytes, or all of a shorter file); empty if it
     * cannot be read. Bytes before a PDF's header (a mail header, a byte order mark, HTML) are allowed, as in every
     * viewer; a PDF whose header is damaged or missing is known by its objects.
     */
    public static Optional<FileType> of(byte[] head) {
        if (hasAt(head, 0, JPEG_MARK)) {
            return Optional.of(JPEG);
        }
        if (hasAt(head, 0, PNG_MARK)) {
            return Optional.of(PNG);
        }
        if (TIFF_MARKS.stream().anyMatch(mark -> hasAt(head, 0, mark))) {
            return Optional.of(TIFF);
        }
        if (hasAt(head, 0, RIFF_MARK) && hasAt(head, WEBP_AT, WEBP_MARK)) {
            return Optional.of(WEBP);
        }
        boolean container = CONTAINERS.stream().anyMatch(mark -> hasAt(head, 0, mark));
        return !container && isPdf(head) ? Optional.of(PDF) : Optional.empty();
    }

    private static boolean isPdf(byte[] head) {
        return contains(head, PDF_MARK) || contains(head, ascii(" 0 obj")) && contains(head, ascii("endobj"));
    }

    private static boolean hasAt(byte[] head, int at, byte[] mark) {
        return head.length >= at + mark.length && Arrays.equals(head, at, at + mark.length, mark, 0, mark.length);
    }

    private static boolean contains(byte[] head, byte[] mark) {
        for (int at = 0; at + mark.length <= head.length; at++) {
            if (head[at] == mark[0] && hasAt(head, at, mark)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
