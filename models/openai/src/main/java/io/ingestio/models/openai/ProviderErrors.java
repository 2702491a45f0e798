package io.ingestio.models.openai;

import com.openai.core.http.Headers;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import io.ingestio.contracts.ErrorCode;
import io.ingestio.models.ModelFailure;
import io.ingestio.models.ModelFailure.Kind;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Maps the failures of the client to what they mean for a job. */
final class ProviderErrors {

    /** Codes of a 429 that does not pass by itself: the account is out of money or over its limit. */
    private static final Set<String> ACCOUNT_CODES = Set.of(
            "insufficient_quota",
            "credit_balance_exhausted",
            "organization_spend_limit_exceeded",
            "project_spend_limit_exceeded",
            "organization_usage_limit_exceeded");

    private ProviderErrors() {}

    static Throwable toFailure(Throwable failure) {
        return switch (failure) {
            case OpenAIServiceException answer -> ofAnswer(answer);
            case OpenAIIoException io
            when timedOut(io) ->
                of(Kind.TIMEOUT, ErrorCode.MODEL_TIMEOUT, "The model did not answer in time.", null, io);
            case OpenAIIoException io ->
                of(Kind.UNAVAILABLE, ErrorCode.MODEL_UNREACHABLE, "The model cannot be reached.", null, io);
            case OpenAIInvalidDataException data ->
                of(Kind.BAD_OUTPUT, ErrorCode.MODEL_OUTPUT, "The model's answer was not usable.", null, data);
            default -> failure;
        };
    }

    private static ModelFailure ofAnswer(OpenAIServiceException answer) {
        int status = answer.statusCode();
        String code = answer.code().orElse("");
        Duration retryAfter = retryAfter(answer.headers());
        if (ACCOUNT_CODES.contains(code) || status == 401 || status == 403) {
            return of(Kind.ACCOUNT, ErrorCode.MODEL_ACCOUNT, "The model's account is blocked.", retryAfter, answer);
        }
        if (status == 429) {
            return of(Kind.THROTTLED, ErrorCode.MODEL_THROTTLED, "The model is busy.", retryAfter, answer);
        }
        if (status >= 500 || status == 408) {
            return of(Kind.UNAVAILABLE, ErrorCode.MODEL_UNAVAILABLE, "The model is not available.", retryAfter, answer);
        }
        return of(Kind.BAD_OUTPUT, ErrorCode.MODEL_REFUSED, "The model refused the request.", null, answer);
    }

    private static ModelFailure of(
            Kind kind, ErrorCode code, String detail, @Nullable Duration retryAfter, Throwable cause) {
        return new ModelFailure(kind, code, detail, retryAfter, cause);
    }

    /** Whether the provider was reached and did not answer in time. */
    private static boolean timedOut(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof InterruptedIOException late) {
                return !whileConnecting(late);
            }
        }
        return false;
    }

    /** Connecting and reading time out with the same type: only the message of the JDK's and of OkHttp's sockets differs. */
    private static boolean whileConnecting(InterruptedIOException late) {
        String message = late.getMessage();
        return message != null && message.toLowerCase(Locale.ROOT).contains("connect");
    }

    /** In seconds, the only form that providers send. */
    private static @Nullable Duration retryAfter(Headers headers) {
        return headers.values("Retry-After").stream()
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .findFirst()
                .orElse(null);
    }
}
