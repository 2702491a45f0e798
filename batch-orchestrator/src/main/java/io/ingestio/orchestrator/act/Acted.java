package io.ingestio.orchestrator.act;

import io.ingestio.contracts.ErrorCode;
import java.util.List;
import java.util.UUID;

/**
 * The result of an act on several documents: each is accepted or refused for itself.
 *
 * @param accepted in the order of the request
 */
record Acted(List<Accepted> accepted, List<Refused> refused) {

    /** @param run the document's latest run after the act */
    record Accepted(UUID documentId, int run) {}

    /** @param detail a sentence the user can act on */
    record Refused(UUID documentId, String code, String detail) {

        static Refused of(UUID documentId, ErrorCode code) {
            return new Refused(documentId, code.wireName(), detail(code));
        }

        private static String detail(ErrorCode code) {
            return switch (code) {
                case STILL_RUNNING -> "The document is being processed. Wait until it has ended, or cancel its batch.";
                case NO_FILE -> "There is no stored file to extract again. Upload the document once more.";
                default -> "There is no such document.";
            };
        }
    }
}
