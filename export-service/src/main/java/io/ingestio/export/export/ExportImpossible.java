package io.ingestio.export.export;

/** The file cannot be built, however often it is tried. */
final class ExportImpossible extends RuntimeException {

    private final String code;

    ExportImpossible(String code, String detail) {
        super(detail, null, false, false);
        this.code = code;
    }

    String code() {
        return code;
    }

    /** A sentence the user can act on. */
    String detail() {
        return String.valueOf(getMessage());
    }
}
