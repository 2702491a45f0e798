package io.ingestio.reader.child;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Versions of a damaged PDF that PDFBox may open where it could not open the file itself. Each leaves all objects as they are;
 * the next is tried only if the one before does not open.
 */
final class SalvagedPdf {
    private static final byte[] HEADER = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern OBJECT = Pattern.compile("(?<!\\d)(\\d{1,9})\\s+\\d{1,5}\\s+obj");
    private static final Pattern ENCRYPT = Pattern.compile("/Encrypt\\s+\\d+\\s+\\d+\\s+R");
    private static final Pattern ID = Pattern.compile("/ID\\s*\\[\\s*<[0-9A-Fa-f\\s]*>\\s*<[0-9A-Fa-f\\s]*>\\s*\\]");

    private SalvagedPdf() {}

    static List<byte[]> of(byte[] original) {
        int header = indexOf(original, HEADER, 0);
        byte[] body = header > 0 ? Arrays.copyOfRange(original, header, original.length) : original;
        List<byte[]> versions = new ArrayList<>();
        if (header > 0) {
            versions.add(body);
        }
        versions.add(withCatalog(body));
        return versions;
    }

    /**
     * The file without its cross-reference table, which makes PDFBox look for the objects, and with an empty catalog of our own, for
     * one whose catalog or page tree is lost: {@link PageTree} finds the pages among the objects. Without its header, too, it gets one.
     */
    private static byte[] withCatalog(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        long last = OBJECT.matcher(text)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .max()
                .orElse(0);
        long catalog = last + 1;
        String own = """

                %d 0 obj
                <</Type/Catalog/Pages %d 0 R>>
                endobj
                %d 0 obj
                <</Type/Pages/Kids[]/Count 0>>
                endobj
                trailer
                <</Size %d/Root %d 0 R%s%s>>
                %%%%EOF
                """.formatted(
                        catalog, catalog + 1, catalog + 1, catalog + 2, catalog, last(ENCRYPT, text), last(ID, text));
        String old = text.replace("startxref", "%tartxref")
                .replace("trailer", "%railer")
                .replace("/Root", "/_oot");
        var whole = new ByteArrayOutputStream(body.length + own.length() + 16);
        whole.writeBytes(text.startsWith("%PDF-") ? new byte[0] : ascii("%PDF-1.7\n"));
        whole.writeBytes(ascii(old));
        whole.writeBytes(ascii(own));
        return whole.toByteArray();
    }

    private static String last(Pattern pattern, String text) {
        Optional<String> last =
                pattern.matcher(text).results().map(MatchResult::group).reduce((one, next) -> next);
        return last.orElse("");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static int indexOf(byte[] bytes, byte[] mark, int from) {
        for (int at = from; at + mark.length <= bytes.length; at++) {
            if (bytes[at] == mark[0] && Arrays.equals(bytes, at, at + mark.length, mark, 0, mark.length)) {
                return at;
            }
        }
        return -1;
    }
}
