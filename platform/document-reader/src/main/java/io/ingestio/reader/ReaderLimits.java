package io.ingestio.reader;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What one document may cost. The child checks pages, pixels and text itself, because a rejection is more precise than its death.
 *
 * @param heapMegabytes a child that needs more ends, and its document is rejected with {@code resource_limit}
 * @param wallClock for one request, and as much processor time; see {@link io.ingestio.reader.parent.ChildPool}
 * @param idleAfter a child that was idle for this long is stopped
 * @param maxPages of a PDF or a TIFF
 * @param maxPagePixels of a rendered page, and of any page at 72 dpi; rendering needs four bytes of the child's heap for each
 * @param maxImagePixels of each page of an image file; 64 million admits photos of telephones and bounds what a decoder can
 *     allocate
 * @param maxCharacters of a document's text layer; more would exhaust the heap of the caller
 */
@ConfigurationProperties("ingestio.reader")
public record ReaderLimits(
        @DefaultValue("256") int heapMegabytes,
        @DefaultValue("20s") Duration wallClock,
        @DefaultValue("2m") Duration idleAfter,
        @DefaultValue("2000") int maxPages,
        @DefaultValue("40000000") long maxPagePixels,
        @DefaultValue("64000000") long maxImagePixels,
        @DefaultValue("20000000") long maxCharacters) {

    public ReaderLimits {
        if (heapMegabytes < 32 || maxPages < 1 || maxPagePixels < 1 || maxImagePixels < 1 || maxCharacters < 1) {
            throw new IllegalArgumentException("limits are positive, and a child needs 32 MB");
        }
        if (!wallClock.isPositive() || !idleAfter.isPositive()) {
            throw new IllegalArgumentException("durations are positive");
        }
    }

    /** Those of the settings: 256 MB, 20 s, 2,000 pages, 40 and 64 megapixels. */
    public static ReaderLimits defaults() {
        return new ReaderLimits(
                256, Duration.ofSeconds(20), Duration.ofMinutes(2), 2_000, 40_000_000, 64_000_000, 20_000_000);
    }
}
