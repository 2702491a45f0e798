package io.ingestio.extraction.extract;

/** The model's reply is not of the requested form. The message names the place, never the document's content. */
final class UnusableReply extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableReply(String message) {
        super(message);
    }
}
