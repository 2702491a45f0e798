package io.ingestio.orchestrator.timeline;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One hop of a document. Its id follows from what happened, so that an event that comes again is the same hop.
 *
 * @param at            when it happened, by the clock of the service where it happened
 * @param service       where: {@code upload}, {@code orchestrator}, {@code extraction}, {@code export}
 * @param run           of the document
 * @param attempt       of the run; null where the hop is not of one
 * @param code          stable reason; null where there is none
 * @param detail        a sentence for the user; null where there is none
 * @param nextAttemptAt the earliest time of the attempt that follows; null where none does
 */
public record Hop(
        UUID id,
        UUID documentId,
        UUID batchId,
        String userId,
        Instant at,
        String service,
        int run,
        Kind kind,
        @Nullable Integer attempt,
        @Nullable String code,
        @Nullable String detail,
        @Nullable Instant nextAttemptAt) {

    /** What happened. */
    public enum Kind {
        /** The upload accepted and stored the file. */
        RECEIVED,
        /** The upload did not accept the file. */
        REJECTED,
        /** This service has applied the upload's event. */
        RECORDED,
        /** The run waits for a worker. */
        QUEUED,
        /** A worker began an attempt; the first time, if its worker was stopped or the attempt was postponed. */
        STARTED,
        /** An attempt failed, and another follows. */
        RETRIED,
        /** A dependency could not be used; the attempt does not count. At most once for each reason and hour. */
        POSTPONED,
        COMPLETED,
        FAILED,
        CANCELLED,
        REDO_REQUESTED,
        CANCEL_REQUESTED,
        /** The run's data are in an export that was built; at most once a day. */
        EXPORTED,
        /** A person changed the run's data, or restored an earlier version. */
        EDITED,
        CONFIRMED,
        /** A person withdrew the confirmation. */
        UNCONFIRMED;

        /** In the table and in the API. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Which document a hop is of, and in which run. */
    public record Subject(UUID documentId, UUID batchId, String userId, int run) {

        /** A hop that happens once in a run. */
        public Hop hop(Kind kind, String service, Instant at) {
            return hop(kind, service, at, null, "");
        }

        Hop ofAttempt(Kind kind, String service, Instant at, int attempt) {
            return hop(kind, service, at, attempt, "");
        }

        /** One of several in an attempt. */
        Hop repeated(Kind kind, String service, Instant at, int attempt) {
            return hop(kind, service, at, attempt, at.toString());
        }

        /** One that may happen often, and is kept once a day: the first of the day (UTC). */
        public Hop daily(Kind kind, String service, Instant at) {
            return hop(kind, service, at, null, at.truncatedTo(ChronoUnit.DAYS).toString());
        }

        /** Of a version of the run's data, 0 for its result: once for each, however often it happens. */
        Hop ofEdit(Kind kind, String service, Instant at, int edit) {
            return hop(kind, service, at, null, "edit " + edit);
        }

        private Hop hop(Kind kind, String service, Instant at, @Nullable Integer attempt, String distinct) {
            String name = String.join("/", documentId.toString(), kind.name(), run + "", attempt + "", distinct);
            UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.US_ASCII));
            Instant stored = at.truncatedTo(ChronoUnit.MICROS); // as PostgreSQL keeps it
            return new Hop(id, documentId, batchId, userId, stored, service, run, kind, attempt, null, null, null);
        }
    }

    /** With the reason. */
    public Hop because(@Nullable String newCode, @Nullable String newDetail) {
        return new Hop(
                id, documentId, batchId, userId, at, service, run, kind, attempt, newCode, newDetail, nextAttemptAt);
    }

    Hop next(Instant attemptAt) {
        return new Hop(id, documentId, batchId, userId, at, service, run, kind, attempt, code, detail, attemptAt);
    }

    /** Each hop once, as it was at its earliest. */
    static List<Hop> distinct(Collection<Hop> hops) {
        Map<UUID, Hop> byId = new LinkedHashMap<>();
        hops.forEach(hop -> byId.merge(hop.id, hop, Hop::earlier));
        return List.copyOf(byId.values());
    }

    /** Of two reports of the same hop the one that stays, in whatever order they come. */
    public Hop earlier(Hop other) {
        return other.at.isBefore(at) ? other : this;
    }
}
