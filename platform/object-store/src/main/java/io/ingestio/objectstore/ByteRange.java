package io.ingestio.objectstore;

/**
 * A part of an object, both ends included and counted from 0, as in RFC 9110 §14.1.2.
 *
 * @param first the first byte; it must lie within the object
 * @param last  the last byte; may lie beyond its end
 */
public record ByteRange(long first, long last) {
    public ByteRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("not a range of bytes: " + first + "-" + last);
        }
    }
}
