package io.ingestio.reader.child;

import io.ingestio.reader.RejectionCode;
import io.ingestio.reader.wire.Reply;
import io.ingestio.reader.wire.Request.Limits;
import java.util.Locale;

/** Ends the work on a file with a rejection. */
final class RejectedFile extends Exception {
    private static final long serialVersionUID = 1L;

    private final RejectionCode code;
    private final String detail;

    RejectedFile(RejectionCode code) {
        this(code, code.sentence());
    }

    RejectedFile(RejectionCode code, String detail) {
        super(code.wireCode());
        this.code = code;
        this.detail = detail;
    }

    static RejectedFile tooManyPages(Limits limits) {
        return new RejectedFile(
                RejectionCode.TOO_MANY_PAGES,
                String.format(
                        Locale.ROOT,
                        "The document has more than %,d pages. Split it into smaller files.",
                        limits.maxPages()));
    }

    RejectionCode code() {
        return code;
    }

    Reply.Rejected reply() {
        return new Reply.Rejected(code, detail);
    }
}
