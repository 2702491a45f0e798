package io.ingestio.orchestrator.webhook.delivery;

import io.ingestio.contracts.ErrorCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How one attempt to deliver ended. */
sealed interface Outcome {

    /** The status of the response; null if there was none. */
    @Nullable
    Integer statusCode();

    /** The tag of the meter {@code ingestio.webhook.attempts}. */
    String meterTag();

    /** The endpoint answered 2xx. */
    record Delivered(Integer statusCode) implements Outcome {
        @Override
        public String meterTag() {
            return "delivered";
        }
    }

    /**
     * It did not.
     *
     * @param retryAfter the least wait that the endpoint asked for; zero for none
     */
    record Failed(@Nullable Integer statusCode, ErrorCode code, Duration retryAfter) implements Outcome {
        @Override
        public String meterTag() {
            return code.wireName();
        }
    }

    private static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }

    /** What a response means. A redirection is a failure: it would lead to an address that was not judged. */
    static Outcome of(int status, Duration retryAfter) {
        if (isSuccess(status)) {
            return new Delivered(status);
        }
        ErrorCode code = status == 410 ? ErrorCode.WEBHOOK_GONE : ErrorCode.WEBHOOK_STATUS;
        return new Failed(status, code, retryAfter);
    }

    static Outcome failed(ErrorCode code) {
        return new Failed(null, code, Duration.ZERO);
    }
}
