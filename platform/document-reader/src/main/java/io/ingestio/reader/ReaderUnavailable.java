package io.ingestio.reader;

import org.jspecify.annotations.Nullable;

/** No child JVM could be started, or this reader is closed: a fault of the installation, never of the document. */
public final class ReaderUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReaderUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
