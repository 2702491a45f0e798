package io.ingestio.reader;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A type of file that can be read, decided by its first bytes, never by its name or by what the client claims. */
public enum FileType {
    PDF("application/pdf"),
    JPEG("image/jpeg"),
    PNG("image/png");

    /** How many bytes {@link #of(byte[])} needs: a PDF's header may be anywhere in the first 1,024. */
    public static final int HEAD_BYTES = 1024;

    private static final byte[] PDF_MARK = "%PDF".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] JPEG_MARK = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final byte[] PNG_MARK = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
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
     * viewer.
     */
    public static Optional<FileType> of(byte[] head) {
        if (startsWith(head, JPEG_MARK)) {
            return Optional.of(JPEG);
        }
        if (startsWith(head, PNG_MARK)) {
            return Optional.of(PNG);
        }
        boolean container = CONTAINERS.stream().anyMatch(mark -> startsWith(head, mark));
        return !container && contains(head, PDF_MARK) ? Optional.of(PDF) : Optional.empty();
    }

    private static boolean startsWith(byte[] head, byte[] mark) {
        return head.length >= mark.length && Arrays.equals(head, 0, mark.length, mark, 0, mark.length);
    }

    private static boolean contains(byte[] head, byte[] mark) {
        for (int at = 0; at + mark.length <= head.length; at++) {
            if (Arrays.equals(head, at, at + mark.length, mark, 0, mark.length)) {
                return true;
            }
        }
        return false;
    }
}
