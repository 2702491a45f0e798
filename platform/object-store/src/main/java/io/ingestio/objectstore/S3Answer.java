package io.ingestio.objectstore;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What a failed call of S3 says, as closed lists of states and of <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">codes</a>. Pure.
 */
enum S3Answer {
    /** No object has this key. */
    MISSING,
    /** No object has this key, if the bucket can be used otherwise: an answer to HEAD, and one of a proxy, names no code. */
    NOT_FOUND_UNNAMED,
    /** The object has no byte in the range. */
    BEYOND_THE_END,
    /** The store, or this client of it: the same call may succeed later. */
    OUTAGE,
    /** Something about this object, if the bucket can be used otherwise. */
    REFUSED;

    private static final int NOT_FOUND = 404;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int TOO_MANY_REQUESTS = 429;

    /** Overload, and what is wrong with the credentials, the clock or the settings of the whole client. */
    private static final Set<String> OUTAGES = Set.of(
            "AccountProblem",
            "AllAccessDisabled",
            "AuthorizationHeaderMalformed",
            "BandwidthLimitExceeded",
            "ConditionalRequestConflict",
            "ExpiredToken",
            "InternalError",
            "InvalidAccessKeyId",
            "InvalidSecurity",
            "InvalidToken",
            "NoSuchBucket",
            "NotSignedUp",
            "OperationAborted",
            "RequestExpired",
            "RequestLimitExceeded",
            "RequestTimeTooSkewed",
            "RequestTimeout",
            "ServiceUnavailable",
            "SignatureDoesNotMatch",
            "SlowDown",
            "Throttling",
            "ThrottlingException",
            "TokenRefreshRequired",
            "TooManyRequests");

    /** Whatever is no answer at all, such as a refused connection, is an outage. */
    static S3Answer of(Throwable failure) {
        return failure instanceof S3Exception answer ? of(answer.statusCode(), code(answer)) : OUTAGE;
    }

    /** @param code null where the answer has no body: HEAD */
    static S3Answer of(int status, @Nullable String code) {
        if (isOutage(code) || status < 400 || status >= 500) {
            return OUTAGE;
        }
        return switch (status) {
            case REQUEST_TIMEOUT, TOO_MANY_REQUESTS -> OUTAGE;
            case NOT_FOUND -> "NoSuchKey".equals(code) ? MISSING : NOT_FOUND_UNNAMED;
            case RANGE_NOT_SATISFIABLE -> BEYOND_THE_END;
            default -> REFUSED;
        };
    }

    static boolean isOutage(@Nullable String code) {
        return code != null && OUTAGES.contains(code);
    }

    private static @Nullable String code(S3Exception answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        return details == null ? null : details.errorCode();
    }
}
