package io.ingestio.extraction.extract;

/** Usage will not set the pages aside. */
final class RefusedByUsage extends RuntimeException {

    private final String code;
    private final String detail;

    RefusedByUsage(String code, String detail) {
        super(detail, null, false, false);
        this.code = code;
        this.detail = detail;
    }

    String code() {
        return code;
    }

    String detail() {
        return detail;
    }
}
