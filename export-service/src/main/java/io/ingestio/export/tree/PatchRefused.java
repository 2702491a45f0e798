package io.ingestio.export.tree;

import io.ingestio.contracts.ErrorCode;

/** An edit that is not made, none of its operations. */
public final class PatchRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 500;

    private final ErrorCode code;
    private final int operation;
    private final String pointer;
    private final String sentence;

    PatchRefused(ErrorCode code, int operation, String pointer, String sentence) {
        super(sentence, null, false, false);
        this.code = code;
        this.operation = operation;
        this.pointer = pointer;
        this.sentence = sentence;
    }

    /** Why the edit was refused. */
    public ErrorCode code() {
        return code;
    }

    /** For the person who edits. */
    public String sentence() {
        return sentence;
    }

    /** Which operation, from 0; -1 for all of them together. */
    public int operation() {
        return operation;
    }

    /** The place, at most {@value #LONGEST} characters of it. */
    public String pointer() {
        return pointer.length() <= LONGEST ? pointer : pointer.substring(0, LONGEST);
    }
}
