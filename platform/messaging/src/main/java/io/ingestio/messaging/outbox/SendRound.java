package io.ingestio.messaging.outbox;

import io.ingestio.messaging.outbox.OutboxTable.Unsent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Sends rows and sorts what became of them. A key stops at its first failure while other keys continue: the rows behind a failure stay
 * in the outbox even if the broker acknowledged them, because they must not overtake it.
 *
 * @param sent   acknowledged, to be deleted
 * @param parked never accepted by Kafka, whatever the number of attempts
 * @param failed the first failed row of each key, to be retried
 */
record SendRound(List<Unsent> sent, List<Refused> parked, List<Refused> failed) {

    record Refused(Unsent row, Throwable reason) {}

    private record InFlight(Unsent row, CompletableFuture<?> answer) {}

    /**
     * Waits for all answers.
     *
     * @param send     hands a row to the producer; answers of a key arrive in the order of its rows
     * @param probed   keys of which only the first row is sent
     */
    static SendRound send(List<Unsent> rows, Function<Unsent, CompletableFuture<?>> send, BlockedKeys probed) {
        Set<String> stopped = new HashSet<>();
        List<InFlight> inFlight = new ArrayList<>();
        for (Unsent row : rows) {
            if (stopped.contains(row.key())) {
                continue;
            }
            CompletableFuture<?> answer = send.apply(row);
            inFlight.add(new InFlight(row, answer));
            if (answer.isCompletedExceptionally() || probed.contains(row.key())) {
                stopped.add(row.key());
            }
        }
        return sort(inFlight);
    }

    private static SendRound sort(List<InFlight> inFlight) {
        var round = new SendRound(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Set<String> failedKeys = new HashSet<>();
        for (InFlight one : inFlight) {
            Unsent row = one.row();
            Throwable failure = failureOf(one.answer());
            if (failedKeys.contains(row.key())) {
                continue;
            }
            if (failure == null) {
                round.sent.add(row);
            } else if (isPermanent(failure)) {
                round.parked.add(new Refused(row, failure));
            } else {
                failedKeys.add(row.key());
                round.failed.add(new Refused(row, failure));
            }
        }
        return round;
    }

    private static @Nullable Throwable failureOf(CompletableFuture<?> answer) {
        try {
            answer.join();
            return null;
        } catch (RuntimeException e) {
            return root(e);
        }
    }

    /** A closed list: everything else may pass. */
    private static boolean isPermanent(Throwable failure) {
        return failure instanceof RecordTooLargeException
                || failure instanceof RecordBatchTooLargeException
                || failure instanceof SerializationException
                || failure instanceof InvalidRecordException;
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
