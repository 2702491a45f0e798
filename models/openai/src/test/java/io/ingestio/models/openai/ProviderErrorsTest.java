package io.ingestio.models.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.http.Headers;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.UnexpectedStatusCodeException;
import com.openai.models.ErrorObject;
import io.ingestio.contracts.ErrorCode;
import io.ingestio.models.ModelFailure;
import io.ingestio.models.ModelFailure.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProviderErrorsTest {

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request, BAD_OUTPUT, MODEL_REFUSED",
        "401, invalid_api_key, ACCOUNT, MODEL_ACCOUNT",
        "403, forbidden, ACCOUNT, MODEL_ACCOUNT",
        "404, model_not_found, BAD_OUTPUT, MODEL_REFUSED",
        "408, timeout, UNAVAILABLE, MODEL_UNAVAILABLE",
        "429, rate_limit_exceeded, THROTTLED, MODEL_THROTTLED",
        "429, insufficient_quota, ACCOUNT, MODEL_ACCOUNT",
        "500, server_error, UNAVAILABLE, MODEL_UNAVAILABLE",
        "503, overloaded, UNAVAILABLE, MODEL_UNAVAILABLE"
    })
    void statusDecidesTheKind(int status, String providerCode, Kind kind, ErrorCode code) {
        ModelFailure failure = failure(answer(status, providerCode, Map.of()));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"30, 30", "0, 0", "none, none", "-5, none", "Wed, none", "1e9, none", "99999999, none"})
    void retryAfterIsReadInSeconds(String header, Long seconds) {
        Map<String, String> headers = header == null ? Map.of() : Map.of("Retry-After", header);
        assertThat(failure(answer(429, "rate_limit_exceeded", headers)).retryAfter())
                .isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
    }

    static Stream<Arguments> brokenConnections() {
        return Stream.of(
                Arguments.of(new InterruptedIOException("timeout"), Kind.TIMEOUT, ErrorCode.MODEL_TIMEOUT),
                Arguments.of(new SocketTimeoutException("Read timed out"), Kind.TIMEOUT, ErrorCode.MODEL_TIMEOUT),
                Arguments.of(
                        new SocketTimeoutException("Connect timed out"), Kind.UNAVAILABLE, ErrorCode.MODEL_UNREACHABLE),
                Arguments.of(
                        new SocketTimeoutException("failed to connect to /10.0.0.1 (port 80) after 10000ms"),
                        Kind.UNAVAILABLE,
                        ErrorCode.MODEL_UNREACHABLE),
                Arguments.of(new ConnectException("refused"), Kind.UNAVAILABLE, ErrorCode.MODEL_UNREACHABLE),
                Arguments.of(new UnknownHostException("nowhere"), Kind.UNAVAILABLE, ErrorCode.MODEL_UNREACHABLE),
                Arguments.of(new IOException("unexpected end"), Kind.UNAVAILABLE, ErrorCode.MODEL_UNREACHABLE));
    }

    @ParameterizedTest
    @MethodSource("brokenConnections")
    void unreachableIsNotASlowAnswer(IOException cause, Kind kind, ErrorCode code) {
        ModelFailure failure = failure(new OpenAIIoException("Request failed", cause));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo(code);
    }

    @Test
    void unreadableAnswerIsBadOutput() {
        ModelFailure failure = failure(new OpenAIInvalidDataException("no JSON"));
        assertThat(failure.kind()).isEqualTo(Kind.BAD_OUTPUT);
        assertThat(failure.code()).isEqualTo(ErrorCode.MODEL_OUTPUT);
    }

    @Test
    void otherFailuresStayAsTheyAre() {
        var unexpected = new IllegalStateException();
        assertThat(ProviderErrors.toFailure(unexpected)).isSameAs(unexpected);
    }

    private static ModelFailure failure(Throwable cause) {
        return (ModelFailure) ProviderErrors.toFailure(cause);
    }

    private static OpenAIServiceException answer(int status, String code, Map<String, String> headers) {
        Headers.Builder sent = Headers.builder();
        headers.forEach(sent::put);
        return UnexpectedStatusCodeException.builder()
                .statusCode(status)
                .headers(sent.build())
                .error(ErrorObject.builder()
                        .code(code)
                        .message("m")
                        .param("p")
                        .type("t")
                        .build())
                .build();
    }
}
