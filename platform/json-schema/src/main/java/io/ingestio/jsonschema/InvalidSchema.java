package io.ingestio.jsonschema;

/** A text is not a JSON Schema that data can be checked against within bounds. */
public final class InvalidSchema extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String pointer;
    private final String reason;

    InvalidSchema(String pointer, String reason) {
        super((pointer.isEmpty() ? "the schema" : pointer) + ": " + reason, null, false, false);
        this.pointer = pointer;
        this.reason = reason;
    }

    /** JSON Pointer (RFC 6901) of the wrong place in the schema; empty for the whole schema. */
    public String pointer() {
        return pointer;
    }

    /** What is wrong there, for the author of the schema. */
    public String reason() {
        return reason;
    }
}
