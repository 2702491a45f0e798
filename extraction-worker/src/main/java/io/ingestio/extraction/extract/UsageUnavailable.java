package io.ingestio.extraction.extract;

/** Usage cannot be reached, does not answer in time, or answers that it cannot serve now. */
final class UsageUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageUnavailable(Throwable cause) {
        super(cause.toString(), cause);
    }
}
