package io.ingestio.orchestrator.notice;

/** How one attempt to send an e-mail ended. */
sealed interface Sending {

    /** The server has accepted it. */
    record Sent() implements Sending {}

    /**
     * It was certainly not sent.
     *
     * @param permanent whether the server said that it never will be
     */
    record Rejected(boolean permanent, String detail) implements Sending {}

    /** The connection ended before the answer: it may have been sent, so it is not sent again. */
    record Unknown(String detail) implements Sending {}
}
