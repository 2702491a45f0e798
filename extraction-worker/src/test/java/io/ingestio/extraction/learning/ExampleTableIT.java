package io.ingestio.extraction.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.ExportEvent;
import io.ingestio.contracts.ExportEvent.DocumentCorrected;
import io.ingestio.contracts.ExportEvent.DocumentCorrected.Corrected;
import io.ingestio.contracts.ExportEvent.LearningChanged;
import io.ingestio.extraction.IdleWorkerFixture;
import io.ingestio.models.CorrectionExample;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is kept of corrections, for how long and for whom. */
class ExampleTableIT extends IdleWorkerFixture {

    private static final String LAYOUT = "v1-a";

    @Autowired
    ExampleTable table;

    @Autowired
    ExportListener listener;

    @Autowired
    FindExamples findExamples;

    @Autowired
    DeleteOldExamples deleteOldExamples;

    private final String user = "user-" + UUID.randomUUID();

    @Test
    void keepsTheLastCorrectionsOfEachField() {
        for (int i = 1; i <= 5; i++) {
            apply(corrected(user, LAYOUT, 1, total(i)));
        }
        apply(corrected(user, LAYOUT, 1, new Corrected("date", null, "\"2026-05-01\"")));
        apply(corrected(user, "v1-b", 1, total(9)));

        assertThat(found(user, LAYOUT))
                .extracting(example -> example.field() + " " + example.after())
                .containsExactly("date \"2026-05-01\"", "total 5", "total 4", "total 3");
        assertThat(found(user, "v1-b")).hasSize(1);
        assertThat(found("other-" + user, LAYOUT)).isEmpty();
    }

    @Test
    void keepsTheLastCorrectionsOfAUser() {
        var settings = new LearningSettings(3, 4, Duration.ofDays(1));
        for (int i = 0; i < 6; i++) {
            var event = corrected(user, "v1-" + i, 1, total(i));
            tenancy.asService(table.keep(event, settings)).block();
        }

        assertThat(rows("user_id = '" + user + "'")).isEqualTo(4);
        assertThat(found(user, "v1-5")).hasSize(1);
        assertThat(found(user, "v1-1")).isEmpty();
    }

    @Test
    void eventThatComesTwiceIsKeptOnce() {
        var event = corrected(user, LAYOUT, 1, total(1));
        apply(event, event);

        assertThat(rows("user_id = '" + user + "'")).isEqualTo(1);
    }

    /** The model read 12.50, whatever a person typed first. */
    @Test
    void valueCorrectedTwiceIsOneExample() {
        UUID document = UUID.randomUUID();
        apply(edit(document, 1, "12.50", "671.60"), edit(document, 2, "671.60", "671.00"));

        assertThat(found(user, LAYOUT)).containsExactly(new CorrectionExample("total", "12.50", "671.00"));

        apply(edit(document, 3, "671.00", "12.50"));
        assertThat(found(user, LAYOUT)).isEmpty();
    }

    private DocumentCorrected edit(UUID document, int edit, String before, String after) {
        var total = new Corrected("total", before, after);
        return new DocumentCorrected(
                UUID.randomUUID(), document, user, 1, edit, LAYOUT, 1, List.of(total), Instant.now());
    }

    @Test
    void nothingIsKeptAfterTheEndOfConsent() {
        apply(corrected(user, LAYOUT, 1, total(1)), corrected("other-" + user, LAYOUT, 1, total(1)));

        apply(changed(false, 2));
        apply(corrected(user, LAYOUT, 1, total(2)));

        assertThat(found(user, LAYOUT)).isEmpty();
        assertThat(found("other-" + user, LAYOUT)).hasSize(1);
    }

    /** On again before the events of its end arrived: only what was agreed to last counts. */
    @Test
    void orderOfTheEventsDoesNotMatter() {
        apply(corrected(user, LAYOUT, 3, total(3)), changed(true, 3), changed(false, 2), changed(true, 1));
        apply(corrected(user, LAYOUT, 1, total(1)));

        assertThat(found(user, LAYOUT)).extracting(CorrectionExample::after).containsExactly("3");
    }

    @Test
    void laterCorrectionsAreNotGivenToAnEarlierRun() {
        apply(corrected(user, LAYOUT, 1, total(1)));
        Instant started = tenancy.statementAsService(sql.sql("select clock_timestamp()")
                        .mapValue(Instant.class)
                        .one())
                .block();
        apply(corrected(user, LAYOUT, 1, total(2)));

        assertThat(findExamples.of(user, Optional.of(LAYOUT), started).block().items())
                .extracting(CorrectionExample::after)
                .containsExactly("1");
        assertThat(findExamples.of(user, Optional.empty(), started).block().isEmpty())
                .isTrue();
    }

    @Test
    void oldCorrectionsAreDeleted() {
        apply(corrected(user, LAYOUT, 1, total(1)), corrected(user, LAYOUT, 1, new Corrected("date", "1", null)));
        run(
                "update correction_examples set learned_at = now() - interval '181 days' where field = 'total' and user_id = '"
                        + user + "'");

        deleteOldExamples.portion(10_000).block();

        assertThat(found(user, LAYOUT)).extracting(CorrectionExample::field).containsExactly("date");
    }

    private void apply(ExportEvent... events) {
        tenancy.asService(listener.onAll(Arrays.asList(events))).block();
    }

    private List<CorrectionExample> found(String of, String layout) {
        return findExamples
                .of(of, Optional.of(layout), Instant.now().plusSeconds(60))
                .block()
                .items();
    }

    private long rows(String where) {
        Long count = tenancy.statementAsService(sql.sql("select count(*) from correction_examples where " + where)
                        .mapValue(Long.class)
                        .one())
                .block();
        return count == null ? 0 : count;
    }

    private void run(String statement) {
        tenancy.statementAsService(sql.sql(statement).fetch().rowsUpdated()).block();
    }

    private LearningChanged changed(boolean enabled, int number) {
        return new LearningChanged(user, enabled, number, Instant.now());
    }

    private static Corrected total(int right) {
        return new Corrected("total", "12.50", String.valueOf(right));
    }

    private static DocumentCorrected corrected(String user, String layout, int consent, Corrected... corrections) {
        return new DocumentCorrected(
                UUID.randomUUID(), UUID.randomUUID(), user, 1, 1, layout, consent, List.of(corrections), Instant.now());
    }
}
