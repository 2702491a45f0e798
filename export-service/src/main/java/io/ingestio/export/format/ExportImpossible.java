package io.ingestio.export.format;

/** The file cannot be built, however often it is tried. */
public final class ExportImpossible extends RuntimeException {

    private final String code;

    ExportImpossible(String code, String detail) {
        super(detail, null, false, false);
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** A sentence the user can act on. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
