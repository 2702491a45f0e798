package io.ingestio.contracts.request;

/** The longest texts that users may give, in characters. */
public final class TextLimits {

    /** Of a batch's name. */
    public static final int NAME = 255;

    /** Of a prompt. */
    public static final int PROMPT = 20_000;

    private TextLimits() {}
}
