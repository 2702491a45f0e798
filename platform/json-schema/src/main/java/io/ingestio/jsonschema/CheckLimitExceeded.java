package io.ingestio.jsonschema;

/** Checking the data against the schema needs more steps than are allowed. */
public final class CheckLimitExceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CheckLimitExceeded(String limit) {
        super(limit, null, false, false);
    }
}
