package io.ingestio.background;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * The failures of infrastructure that pass without a change of input, as one closed list: requests are answered 503 and
 * may be repeated, events are retried without counting an attempt.
 */
public final class Outage {

    private Outage() {}

    /** Whether the failure, or anything that caused it, is an outage. */
    public static boolean isCauseOf(Throwable failure) {
        return anyCause(failure, Outage::isTransient);
    }

    /**
     * Whether a dependency could not be reached: connection refused, no connection from the pool in time. Fewer than outages: what took
     * too long, or lost a deadlock, may do so for a reason of its own.
     */
    public static boolean isDependencyAway(Throwable failure) {
        return anyCause(failure, Outage::isAway);
    }

    private static boolean anyCause(Throwable failure, Predicate<Throwable> condition) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (condition.test(t)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTransient(Throwable t) {
        return isAway(t)
                || t instanceof TransientDataAccessException
                || t instanceof R2dbcTransientException
                || t instanceof TimeoutException
                || isBlockTimeout(t);
    }

    private static boolean isAway(Throwable t) {
        return t instanceof TransientFailure
                || t instanceof DataAccessResourceFailureException
                || t instanceof TransientDataAccessResourceException
                || t instanceof CannotCreateTransactionException
                || t instanceof R2dbcNonTransientResourceException
                || t instanceof R2dbcTransientResourceException
                || t instanceof R2dbcTimeoutException;
    }

    /** Reactor reports a {@code block(Duration)} that ran out as an IllegalStateException. */
    private static boolean isBlockTimeout(Throwable t) {
        return t instanceof IllegalStateException
                && String.valueOf(t.getMessage()).startsWith("Timeout on blocking read");
    }
}
