package io.ingestio.upload.content;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpRange;

/**
 * Which bytes a {@code Range} asks for (RFC 9110 §14). Both ends are included; of a whole file, too.
 *
 * @param partial whether the answer is 206
 */
record RequestedRange(long first, long last, boolean partial) {

    /** The file has none of the bytes that were asked for. */
    static final RequestedRange UNSATISFIABLE = new RequestedRange(-1, -1, true);

    /** A header that is no range of bytes, and several ranges, ask for the whole file: the RFC allows to ignore them. */
    static RequestedRange of(@Nullable String header, long size) {
        var whole = new RequestedRange(0, size - 1, false);
        if (header == null) {
            return whole;
        }
        List<HttpRange> ranges;
        try {
            ranges = HttpRange.parseRanges(header);
        } catch (IllegalArgumentException e) {
            return whole;
        }
        if (ranges.size() != 1) {
            return whole;
        }
        long first = ranges.getFirst().getRangeStart(size);
        long last = ranges.getFirst().getRangeEnd(size);
        return first >= size || first > last ? UNSATISFIABLE : new RequestedRange(first, last, true);
    }

    long length() {
        return last - first + 1;
    }

    boolean isWhole(long size) {
        return first == 0 && length() == size;
    }

    /** The header {@code Content-Range}. */
    String contentRange(long size) {
        return this == UNSATISFIABLE ? "bytes */" + size : "bytes %d-%d/%d".formatted(first, last, size);
    }
}
