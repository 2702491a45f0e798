package io.ingestio.messaging.inbox;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;
import java.util.concurrent.TimeoutException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Tells a failure of the surroundings, which passes, from one that lies in the event. */
final class Unavailable {

    private Unavailable() {}

    static boolean causes(Throwable failure) {
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
