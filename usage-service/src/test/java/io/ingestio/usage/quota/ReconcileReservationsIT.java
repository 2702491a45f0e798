package io.ingestio.usage.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ingestio.contracts.Event;
import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.contracts.ExtractionEvent.ExtractionFailed;
import io.ingestio.contracts.ExtractionEvent.ExtractionStarted;
import io.ingestio.messaging.outbox.Outbox;
import io.ingestio.usage.account.Allowance;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Reservations that have been open for more than an hour, against what the extraction published on the real topic. */
@TestPropertySource(properties = "ingestio.outbox.enabled=true")
class ReconcileReservationsIT extends RunningLedger {

    @Autowired
    ReconcileReservations reconcileReservations;

    @Autowired
    Outbox outbox;

    @Autowired
    MeterRegistry meters;

    @Autowired
    QuotaMeters quotaMeters;

    @Autowired
    QuotaSettings settings;

    @Test
    void settlesFromTheTopicWhenEventWasLost() throws SQLException {
        UUID succeeded = UUID.randomUUID();
        UUID failed = UUID.randomUUID();
        reserve(succeeded, 5);
        reserve(failed, 7);
        hoursPass(2);
        publish(
                started(succeeded, Instant.now()),
                completed(succeeded, 5),
                started(succeeded, Instant.now()),
                failed(failed));
        // As if the listener had never seen them.
        await().atMost(Duration.ofSeconds(30)).until(() -> states().equals(List.of("committed", "released")));
        forget();
        double before = found("settled");

        reconcile();

        assertThat(states()).containsExactly("committed", "released");
        Allowance allowance =
                tenancy.statementAsService(accounts.allowance(user)).block(PATIENCE);
        assertThat(allowance.used()).isEqualTo(5);
        assertThat(allowance.reserved()).isZero();
        assertThat(found("settled") - before).isEqualTo(2);
    }

    @Test
    void skipsRunningAndReportsOrphaned() throws SQLException {
        UUID running = UUID.randomUUID();
        UUID stuck = UUID.randomUUID();
        UUID unheard = UUID.randomUUID();
        UUID young = UUID.randomUUID();
        List.of(running, stuck, unheard).forEach(document -> reserve(document, 1));
        hoursPass(3);
        reserve(young, 1);
        publish(started(running, Instant.now()), started(stuck, Instant.now().minus(Duration.ofHours(2))));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> numbers("select count(*) from outbox where ? is not null", user)
                        .equals(List.of(List.of(0L))));
        double wasRunning = found("running");
        double wasUnaccounted = found("unaccounted");

        reconcile();
        reconcile(); // each was compared a moment ago: not again

        assertThat(found("running") - wasRunning).isEqualTo(1);
        assertThat(found("unaccounted") - wasUnaccounted).isEqualTo(2);
        assertThat(states()).containsOnly("reserved");
    }

    @Test
    void oneBrokenUserDoesNotStopReconciling() throws SQLException {
        String broken = "a-" + user;
        UUID document = UUID.randomUUID();
        UUID brokenDocument = UUID.randomUUID();
        reserve(document, 5);
        reserving(brokenDocument, broken, 5, DAY).block(PATIENCE);
        hoursPass(2);
        execute("update reservations set created_at = created_at - interval '2 hours' where user_id = ?", broken);
        publish(completed(document, 5), completed(brokenDocument, broken, 5));
        await().atMost(Duration.ofSeconds(30)).until(() -> states().equals(List.of("committed")));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> numbers("select used from accounts where user_id = ?", broken)
                        .equals(List.of(List.of(5L))));
        for (String owner : List.of(user, broken)) {
            rewrite("delete from ledger where kind <> 'reserve' and user_id = ?", owner);
            rewrite("update reservations set state = 'reserved', charged = null where user_id = ?", owner);
        }
        rewrite("update accounts set used = 0, reserved = 5 where user_id = ?", user);
        rewrite("update accounts set reserved = 0 where user_id = ?", broken); // a commit would go below 0

        reconcile();

        assertThat(states()).containsExactly("committed");
        assertThat(numbers("select count(checked_at) from reservations where user_id = ?", broken))
                .containsExactly(List.of(0L));
        rewrite("delete from reservations where user_id = ?", broken);
    }

    @Test
    void marksNothingWhenTheTopicCannotBeRead() throws SQLException {
        reserve(UUID.randomUUID(), 5);
        hoursPass(2);
        var unreadable = new ReconcileReservations(
                reservations,
                (topic, from, each) -> {
                    throw new IllegalStateException("the topic cannot be read");
                },
                settings,
                quotaMeters,
                tenancy,
                Clock.systemUTC());

        assertThatThrownBy(() -> unreadable.portion(500).block(PATIENCE)).hasMessageContaining("cannot be read");

        assertThat(numbers("select count(checked_at) from reservations where user_id = ?", user))
                .containsExactly(List.of(0L));
    }

    private void reconcile() {
        reconcileReservations.portion(500).block(PATIENCE);
    }

    private double found(String finding) {
        var counter =
                meters.find("ingestio.quota.reconciled").tag("finding", finding).counter();
        return counter == null ? 0 : counter.count();
    }

    private void reserve(UUID document, int pages) {
        assertThat(reserving(document, user, pages, DAY).block(PATIENCE)).isEqualTo("reserved");
    }

    private void hoursPass(int hours) throws SQLException {
        execute(
                "update reservations set created_at = created_at - interval '" + hours + " hours' where user_id = ?",
                user);
    }

    /** Undoes what the listener did, in the database. */
    private void forget() throws SQLException {
        rewrite("delete from ledger where kind <> 'reserve' and user_id = ?", user);
        rewrite(
                "update reservations set state = 'reserved', charged = null, settled_at = null where user_id = ?",
                user);
        rewrite("update accounts set used = 0, reserved = 12, day_pages = 12 where user_id = ?", user);
    }

    private List<String> states() throws SQLException {
        return numbers(
                        "select array_position(array['reserved', 'committed', 'released', 'expired'], state)"
                                + " from reservations where user_id = ? order by created_at",
                        user)
                .stream()
                .map(row -> List.of("reserved", "committed", "released", "expired")
                        .get(row.getFirst().intValue() - 1))
                .toList();
    }

    private void publish(Event... events) {
        tenancy.asService(outbox.append(List.of(events))).block(PATIENCE);
    }

    private ExtractionStarted started(UUID document, Instant at) {
        return new ExtractionStarted(document, document, user, 1, 1, at, null);
    }

    private ExtractionFailed failed(UUID document) {
        return new ExtractionFailed(document, document, user, 1, "unreadable", "It cannot be read.", Instant.now());
    }

    private ExtractionCompleted completed(UUID document, int pages) {
        return completed(document, user, pages);
    }

    private ExtractionCompleted completed(UUID document, String owner, int pages) {
        return new ExtractionCompleted(
                document,
                document,
                owner,
                1,
                "a.pdf",
                pages,
                "prompt",
                "invoice",
                Map.of("total", 1),
                null,
                null,
                List.of(),
                "offline-rules-1",
                0,
                0,
                Instant.now(),
                null);
    }
}
