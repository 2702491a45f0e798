package io.ingestio.extraction.extract;

import io.ingestio.contracts.ErrorCode;

/** Usage does not reserve the document's pages. */
final class ReservationRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String detail;

    ReservationRefused(ErrorCode code, String detail) {
        super(detail, null, false, false);
        this.code = code;
        this.detail = detail;
    }

    ErrorCode code() {
        return code;
    }

    /** A sentence that the user can act on. */
    String detail() {
        return detail;
    }
}
