package io.ingestio.extraction.extract;

/** The model answered, but not with what was asked for. The message names the place, never the document's content. */
final class UnusableReply extends RuntimeException {
    UnusableReply(String message) {
        super(message);
    }
}
