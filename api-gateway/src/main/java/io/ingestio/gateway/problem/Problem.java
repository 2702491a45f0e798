package io.ingestio.gateway.problem;

/**
 * An answer that the gateway gives itself, as RFC 9457 has it.
 *
 * @param code      stable, for programs
 * @param detail    a sentence, for people
 * @param retryable whether the same call may succeed later
 */
record Problem(int status, String title, String code, String detail, boolean retryable) {

    static final Problem UNAUTHORIZED = new Problem(
            401, "Unauthorized", "unauthorized", "A valid bearer token is needed.", false);
    static final Problem FORBIDDEN = new Problem(
            403, "Forbidden", "forbidden", "The token does not allow this.", false);
    static final Problem NOT_FOUND = new Problem(
            404, "Not Found", "not_found", "There is nothing at this address for this method.", false);
    static final Problem UNAVAILABLE = new Problem(
            503, "Service Unavailable", "service_unavailable",
            "The service that answers this is not available at the moment. Try again shortly.", true);
    static final Problem TOO_SLOW = new Problem(
            504, "Gateway Timeout", "upstream_timeout", "The service did not answer in time.", true);
    static final Problem INTERNAL = new Problem(
            500, "Internal Server Error", "internal_error", "Something went wrong in the gateway.", true);

    static Problem refused(int status, String title) {
        return new Problem(status, title, "bad_request", "The gateway does not accept this request.", false);
    }
}
