package io.ingestio.contracts;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every error code that a person or a program can meet: in {@code problem+json}, in events, in document and export states, as a
 * meter's tag. A code is stable: it is never renamed and never gets another meaning. {@code docs/api.md} explains each.
 *
 * <p>Events carry the wire name as text, so that a consumer keeps a code that a newer producer has added.
 */
public enum ErrorCode {
    // The request, before anything is done.
    BAD_REQUEST(Scope.REQUEST),
    FORBIDDEN(Scope.REQUEST),
    INTERNAL_ERROR(Scope.REQUEST),
    INVALID_CURSOR(Scope.REQUEST),
    INVALID_REQUEST(Scope.REQUEST),
    LINK_EXPIRED(Scope.REQUEST),
    METHOD_NOT_ALLOWED(Scope.REQUEST),
    NOT_ACCEPTABLE(Scope.REQUEST),
    NOT_FOUND(Scope.REQUEST),
    PAGE_NOT_FOUND(Scope.REQUEST),
    RANGE_NOT_SATISFIABLE(Scope.REQUEST),
    REQUEST_TOO_LARGE(Scope.REQUEST),
    SCAN_UNAVAILABLE(Scope.REQUEST),
    SCRATCH_FULL(Scope.REQUEST),
    SERVICE_UNAVAILABLE(Scope.REQUEST),
    TOO_MANY_STREAMS(Scope.REQUEST),
    UNAUTHORIZED(Scope.REQUEST),
    UNSUPPORTED_MEDIA_TYPE(Scope.REQUEST),
    UPLOAD_TOO_SLOW(Scope.REQUEST),
    UPSTREAM_TIMEOUT(Scope.REQUEST),
    IDEMPOTENCY_IN_PROGRESS(Scope.REQUEST),
    IDEMPOTENCY_MISMATCH(Scope.REQUEST),

    // A submission.
    ALL_FILES_REJECTED(Scope.SUBMISSION),
    ALREADY_SUBMITTED(Scope.SUBMISSION),
    DAILY_LIMIT_REACHED(Scope.SUBMISSION),
    DAMAGED_FILE(Scope.SUBMISSION),
    DUPLICATE_FILE(Scope.SUBMISSION),
    FILES_MISSING(Scope.SUBMISSION),
    INVALID_SCHEMA(Scope.SUBMISSION),
    NAME_TOO_LONG(Scope.SUBMISSION),
    NO_FILES(Scope.SUBMISSION),
    PROMPT_MISSING_FOR_FILE(Scope.SUBMISSION),
    PROMPT_REQUIRED(Scope.SUBMISSION),
    PROMPT_NAME_IN_USE(Scope.SUBMISSION),
    PROMPT_TOO_LONG(Scope.SUBMISSION),
    QUOTA_EXHAUSTED(Scope.SUBMISSION),
    RATE_LIMITED(Scope.SUBMISSION),
    SUBSCRIPTION_INACTIVE(Scope.SUBMISSION),
    TIER_NOT_ELIGIBLE(Scope.SUBMISSION),
    TOO_MANY_DRAFTS(Scope.SUBMISSION),
    TOO_MANY_FILES(Scope.SUBMISSION),
    TOO_MANY_PARTS(Scope.SUBMISSION),
    TOO_MANY_PROMPTS(Scope.SUBMISSION),
    TUS_VERSION_UNSUPPORTED(Scope.SUBMISSION),
    UNKNOWN_PROMPT_STRATEGY(Scope.SUBMISSION),
    UPLOAD_LOCKED(Scope.SUBMISSION),
    UPLOAD_OFFSET_MISMATCH(Scope.SUBMISSION),

    // A file of a submission, or a document that was read whole only later.
    DECODER_MISSING(Scope.FILE),
    EMPTY_FILE(Scope.FILE),
    ENCRYPTED_PDF(Scope.FILE),
    FILE_TOO_LARGE(Scope.FILE),
    NOT_SCANNABLE(Scope.FILE),
    PDF_WITHOUT_PAGES(Scope.FILE),
    RESOURCE_LIMIT(Scope.FILE),
    TOO_MANY_PAGES(Scope.FILE),
    UNREADABLE_IMAGE(Scope.FILE),
    UNREADABLE_PDF(Scope.FILE),
    UNSUPPORTED_FILE_TYPE(Scope.FILE),
    VIRUS_FOUND(Scope.FILE),

    // An extraction.
    ATTEMPT_TIMEOUT(Scope.EXTRACTION),
    CRASH_LOOP(Scope.EXTRACTION),
    DEPENDENCY_UNAVAILABLE(Scope.EXTRACTION),
    EXTRACTION_ERROR(Scope.EXTRACTION),
    JOB_LOST(Scope.EXTRACTION),
    MODEL_OUTPUT(Scope.EXTRACTION),
    MODEL_REFUSED(Scope.EXTRACTION),
    MODEL_TIMEOUT(Scope.EXTRACTION),
    OBJECT_REFUSED(Scope.EXTRACTION),
    OCR_FAILED(Scope.POSTPONED),
    OCR_NOT_INSTALLED(Scope.EXTRACTION),
    OCR_TIMEOUT(Scope.EXTRACTION),
    OFFLINE_RULES_FAILED(Scope.EXTRACTION),
    QUOTA_EXCEEDED(Scope.EXTRACTION),
    RESERVATION_MISMATCH(Scope.EXTRACTION),
    RESERVATION_RELEASED(Scope.EXTRACTION),
    SOURCE_MISSING(Scope.EXTRACTION),

    // Why an extraction waits: no document ends with these.
    CIRCUIT_OPEN(Scope.POSTPONED),
    DATABASE_UNAVAILABLE(Scope.POSTPONED),
    MODEL_ACCOUNT(Scope.POSTPONED),
    MODEL_THROTTLED(Scope.POSTPONED),
    MODEL_UNAVAILABLE(Scope.POSTPONED),
    MODEL_UNREACHABLE(Scope.POSTPONED),
    OBJECT_STORE_UNAVAILABLE(Scope.POSTPONED),
    OFFLINE_ENGINE_UNAVAILABLE(Scope.POSTPONED),
    READER_UNAVAILABLE(Scope.POSTPONED),
    SCRATCH_UNAVAILABLE(Scope.POSTPONED),
    USAGE_UNAVAILABLE(Scope.POSTPONED),
    WORKER_LOST(Scope.POSTPONED),

    // An act on documents.
    NO_FILE(Scope.ACT),
    STILL_RUNNING(Scope.ACT),
    UNKNOWN_DOCUMENT_TYPE(Scope.ACT),

    // An edit or a confirmation of a document's data.
    DATA_TOO_LARGE(Scope.REVIEW),
    IF_MATCH_REQUIRED(Scope.REVIEW),
    INVALID_PATCH(Scope.REVIEW),
    NEEDS_ATTENTION(Scope.REVIEW),
    PATCH_TEST_FAILED(Scope.REVIEW),
    REDO_FAILED(Scope.REVIEW),
    TOO_MANY_EDITS(Scope.REVIEW),
    TYPE_MISMATCH(Scope.REVIEW),
    VERSION_CHANGED(Scope.REVIEW),

    // An export.
    ARRAY_FIELD_UNKNOWN(Scope.EXPORT),
    EXPORT_FAILED(Scope.EXPORT),
    EXPORT_NOT_READY(Scope.EXPORT),
    EXPORT_TOO_LARGE(Scope.EXPORT),
    NOTHING_TO_EXPORT(Scope.EXPORT),
    TOO_MANY_COLUMNS(Scope.EXPORT),
    TOO_MANY_EXPORTS(Scope.EXPORT),
    TOO_MANY_EXPORT_TEMPLATES(Scope.EXPORT),
    TOO_MANY_ROWS(Scope.EXPORT),
    TOO_MANY_SHEETS(Scope.EXPORT),

    // A webhook endpoint or one of its deliveries, and notices by e-mail.
    EMAIL_NOT_VERIFIED(Scope.WEBHOOK),
    MAIL_NOT_CONFIGURED(Scope.WEBHOOK),
    TOO_MANY_WEBHOOK_ENDPOINTS(Scope.WEBHOOK),
    WEBHOOKS_NOT_CONFIGURED(Scope.WEBHOOK),
    WEBHOOK_ADDRESS_NOT_ALLOWED(Scope.WEBHOOK),
    WEBHOOK_CONNECTION_FAILED(Scope.WEBHOOK),
    WEBHOOK_DISABLED(Scope.WEBHOOK),
    WEBHOOK_FAILING(Scope.WEBHOOK),
    WEBHOOK_GONE(Scope.WEBHOOK),
    WEBHOOK_STATUS(Scope.WEBHOOK),
    WEBHOOK_TIMEOUT(Scope.WEBHOOK),
    WEBHOOK_TOO_MANY_ATTEMPTS(Scope.WEBHOOK),
    WEBHOOK_URL_INVALID(Scope.WEBHOOK),

    // Plans and money.
    ALREADY_SUBSCRIBED(Scope.BILLING),
    BILLING_NOT_CONFIGURED(Scope.BILLING),
    BILLING_PROVIDER_ERROR(Scope.BILLING),
    CREDITS_INSUFFICIENT(Scope.BILLING),
    EVENT_NOT_APPLIED(Scope.BILLING),
    INVALID_EVENT(Scope.BILLING),
    INVALID_SIGNATURE(Scope.BILLING),
    NO_BILLING_ACCOUNT(Scope.BILLING),
    PAYLOAD_TOO_LARGE(Scope.BILLING),
    PRICE_NOT_CONFIGURED(Scope.BILLING),
    SUBSCRIPTION_RUNNING(Scope.BILLING),
    UNKNOWN_TIER(Scope.BILLING),
    USER_ERASED(Scope.BILLING);

    /** What the code speaks of. */
    public enum Scope {
        REQUEST,
        SUBMISSION,
        FILE,
        EXTRACTION,
        POSTPONED,
        ACT,
        REVIEW,
        EXPORT,
        WEBHOOK,
        BILLING
    }

    private final Scope scope;
    private final String wireName;

    ErrorCode(Scope scope) {
        this.scope = scope;
        this.wireName = name().toLowerCase(Locale.ROOT);
    }

    public Scope scope() {
        return scope;
    }

    /** The code in the API, in events, in tables and in meters, such as {@code encrypted_pdf}. */
    public String wireName() {
        return wireName;
    }

    public static Optional<ErrorCode> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(code -> code.wireName.equals(name))
                .findFirst();
    }
}
