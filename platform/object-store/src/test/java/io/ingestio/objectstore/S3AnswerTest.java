package io.ingestio.objectstore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;

class S3AnswerTest {

    @ParameterizedTest
    @CsvSource({
        "403, AccessDenied, REFUSED",
        "400, InvalidArgument, REFUSED",
        "400, KeyTooLongError, REFUSED",
        "403, InvalidObjectState, REFUSED",
        "405, MethodNotAllowed, REFUSED",
        "403, , REFUSED",
        "404, NoSuchKey, MISSING",
        "404, , NOT_FOUND_UNNAMED",
        "416, InvalidRange, BEYOND_THE_END",
        "404, NoSuchBucket, OUTAGE",
        "403, InvalidAccessKeyId, OUTAGE",
        "403, SignatureDoesNotMatch, OUTAGE",
        "403, RequestTimeTooSkewed, OUTAGE",
        "400, ExpiredToken, OUTAGE",
        "400, RequestTimeout, OUTAGE",
        "409, OperationAborted, OUTAGE",
        "408, , OUTAGE",
        "429, , OUTAGE",
        "301, PermanentRedirect, OUTAGE",
        "500, InternalError, OUTAGE",
        "503, SlowDown, OUTAGE",
        "503, , OUTAGE"
    })
    void sortsByClosedList(int status, String code, S3Answer answer) {
        assertThat(S3Answer.of(status, code)).isEqualTo(answer);
    }

    @Test
    void noAnswerIsAnOutage() {
        assertThat(S3Answer.of(SdkClientException.create("connection refused"))).isEqualTo(S3Answer.OUTAGE);
    }
}
