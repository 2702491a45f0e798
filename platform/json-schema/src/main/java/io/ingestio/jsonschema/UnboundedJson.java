package io.ingestio.jsonschema;

/** A text is not JSON, or is beyond the bounds of {@link BoundedJson}. The message names the place, never the content. */
public final class UnboundedJson extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String pointer;

    UnboundedJson(String pointer, String reason) {
        super(reason, null, false, false);
        this.pointer = pointer;
    }

    /** JSON Pointer (RFC 6901) of the value; empty for the whole text. */
    public String pointer() {
        return pointer;
    }
}
