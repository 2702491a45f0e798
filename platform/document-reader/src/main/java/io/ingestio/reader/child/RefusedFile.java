package io.ingestio.reader.child;

import io.ingestio.reader.RefusalCode;
import io.ingestio.reader.wire.Reply;

/** Ends the work on a file with a refusal. */
final class RefusedFile extends Exception {
    private static final long serialVersionUID = 1L;

    private final RefusalCode code;
    private final String detail;

    RefusedFile(RefusalCode code) {
        this(code, code.sentence());
    }

    RefusedFile(RefusalCode code, String detail) {
        super(code.wireCode());
        this.code = code;
        this.detail = detail;
    }

    Reply.Refused reply() {
        return new Reply.Refused(code, detail);
    }
}
