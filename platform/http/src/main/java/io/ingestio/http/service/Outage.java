package io.ingestio.http.service;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;
import java.util.concurrent.TimeoutException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * The failures of infrastructure that pass without a change of input, as one closed list: requests are answered 503 and
 * may be repeated, events are retried without counting an attempt.
 */
public final class Outage {

    private Outage() {}

    /** Whether the failure, or anything that caused it, is an outage. */
    public static boolean isCauseOf(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof TransientDataAccessException
                    || t instanceof DataAccessResourceFailureException
                    || t instanceof CannotCreateTransactionException
                    || t instanceof R2dbcTransientException
                    || t instanceof R2dbcNonTransientResourceException
                    || t instanceof TimeoutException
                    || isBlockTimeout(t)) {
                return true;
            }
        }
        return false;
    }

    /** Reactor reports a {@code block(Duration)} that ran out as an IllegalStateException. */
    private static boolean isBlockTimeout(Throwable t) {
        return t instanceof IllegalStateException
                && String.valueOf(t.getMessage()).startsWith("Timeout on blocking read");
    }
}
