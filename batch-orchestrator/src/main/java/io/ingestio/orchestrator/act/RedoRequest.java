package io.ingestio.orchestrator.act;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.request.DocumentType;
import io.ingestio.contracts.request.TextLimits;
import io.ingestio.http.Problem;
import io.ingestio.orchestrator.document.Redo;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** The body of {@code POST /documents/redo}. */
record RedoRequest(
        @Nullable List<UUID> documentIds,
        @Nullable String prompt,
        @Nullable String documentType) {

    /** @throws Problem 422 if the prompt is too long or empty, the type unknown, or both are given */
    Redo redo() {
        if (prompt != null && documentType != null) {
            throw invalid(
                    ErrorCode.INVALID_REQUEST, "Give either prompt or documentType: a type brings its own prompt.");
        }
        if (prompt != null && prompt.isBlank()) {
            throw invalid(ErrorCode.PROMPT_REQUIRED, "The prompt is empty: say what to extract.");
        }
        if (prompt != null && prompt.length() > TextLimits.PROMPT) {
            throw invalid(ErrorCode.PROMPT_TOO_LONG, "A prompt may have at most " + TextLimits.PROMPT + " characters.");
        }
        if (prompt != null && prompt.indexOf('\0') >= 0) {
            throw invalid(ErrorCode.INVALID_REQUEST, "The prompt contains the character NUL.");
        }
        if (documentType != null && DocumentType.ofWireName(documentType).isEmpty()) {
            throw invalid(
                    ErrorCode.UNKNOWN_DOCUMENT_TYPE, "documentType must be one of " + DocumentType.wireNames() + ".");
        }
        return new Redo(prompt == null ? null : prompt.strip(), documentType);
    }

    private static Problem invalid(ErrorCode code, String detail) {
        return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, code, detail);
    }
}
