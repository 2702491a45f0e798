package io.ingestio.contracts.usage;

import org.jspecify.annotations.Nullable;

/**
 * {@code POST /internal/admissions}: may this user submit a batch of this many files now?
 *
 * @param look true only asks: an admitted call does not count against the user's rate, so it may be asked before files are received.
 *     Null counts as false
 */
public record AdmissionRequest(
        String userId, int documents, @Nullable Boolean look) {

    /** Counts against the user's rate where it is admitted. */
    public static AdmissionRequest toSubmit(String userId, int documents) {
        return new AdmissionRequest(userId, documents, false);
    }

    /** Changes nothing. */
    public static AdmissionRequest toLook(String userId, int documents) {
        return new AdmissionRequest(userId, documents, true);
    }
}
