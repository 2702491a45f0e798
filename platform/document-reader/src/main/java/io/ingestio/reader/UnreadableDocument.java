package io.ingestio.reader;

/** The file cannot be read or rendered: a fault of the document, so no retry helps. */
public final class UnreadableDocument extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RejectionCode code;

    /** @param detail a sentence for the user, without anything of the file's content */
    public UnreadableDocument(RejectionCode code, String detail) {
        super(detail);
        this.code = code;
    }

    public RejectionCode code() {
        return code;
    }
}
