package io.ingestio.export.format;

import io.ingestio.contracts.ErrorCode;

/** The format cannot hold these documents: a retry would fail in the same way. */
public final class ExportImpossible extends RuntimeException {

    private final ErrorCode code;

    public ExportImpossible(ErrorCode code, String detail) {
        super(detail, null, false, false);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }

    /** A sentence the user can act on. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
