package io.ingestio.orchestrator.webhook.address;

import io.ingestio.contracts.ErrorCode;

/** A URL that is not called, with the code and the sentence that say why. */
public final class UrlRejected extends RuntimeException {

    private final ErrorCode code;

    UrlRejected(ErrorCode code, String detail) {
        super(detail, null, false, false);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
