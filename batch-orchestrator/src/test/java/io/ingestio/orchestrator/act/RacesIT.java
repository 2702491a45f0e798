package io.ingestio.orchestrator.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.orchestrator.RunningOrchestrator;
import io.ingestio.orchestrator.batch.Delivered;
import io.ingestio.orchestrator.export.Exported;
import io.ingestio.testkit.SampleEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/**
 * Two things happen to the same batch at the same instant, fifty times for each pair, or {@code -Dingestio.test.races=1000}. Either
 * may come first; the end is one
 * that a sequence of both could have, the counts are a recount, and no revision completes twice.
 */
@Import({Delivered.class, Exported.class})
class RacesIT extends RunningOrchestrator {

    private static final int ROUNDS = Integer.getInteger("ingestio.test.races", 50);
    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

    @Autowired
    Delivered delivered;

    @Autowired
    Exported exported;

    /** A batch of two documents: one has ended, the other is being processed. */
    private record Case(SampleEvents events, UUID done, UUID open) {

        static Case anew() {
            return new Case(SampleEvents.ofBatch(), UUID.randomUUID(), UUID.randomUUID());
        }

        String path() {
            return "/batches/" + events.batchId();
        }
    }

    /** Something that happens; returns the status of the answer, or 0 for an event. */
    @FunctionalInterface
    private interface Happening {
        int to(Case one) throws Exception;
    }

    private final Happening completes = one -> {
        delivered.apply(one.events().completed(one.open(), 1, 1, SampleEvents.T0));
        return 0;
    };
    private final Happening cancels = one -> post(one.path() + "/cancel", null);
    private final Happening redoes = one -> post("/documents/redo", documents(one.done()));
    private final Happening deletesDocument = one -> post("/documents/delete", documents(one.done()));
    private final Happening deletesBatch =
            one -> call("DELETE", one.path(), "alice", null).status();
    private final Happening renames =
            one -> call("PATCH", one.path(), "alice", "{\"name\":\"renamed\"}").status();
    private final Happening uploadsLate = one -> {
        delivered.apply(one.events().uploaded(UUID.randomUUID(), 2));
        return 0;
    };

    private final Happening exports = one -> {
        exported.apply("alice", one.done());
        return 0;
    };

    static Stream<Arguments> pairs() {
        return Stream.of(
                Arguments.of("redo", "delete document", Set.of("processing")),
                Arguments.of("redo", "delete batch", Set.of("deleted")),
                Arguments.of("redo", "cancel", Set.of("processing")),
                Arguments.of("complete", "redo", Set.of("processing")),
                Arguments.of("complete", "cancel", Set.of("completed")),
                Arguments.of("complete", "delete document", Set.of("completed")),
                Arguments.of("complete", "complete", Set.of("completed")),
                Arguments.of("complete", "rename", Set.of("completed")),
                Arguments.of("complete", "upload late", Set.of("completed")),
                Arguments.of("delete batch", "complete", Set.of("deleted")),
                Arguments.of("delete document", "delete document", Set.of("processing")),
                Arguments.of("export", "delete document", Set.of("processing")),
                Arguments.of("export", "delete batch", Set.of("deleted")),
                Arguments.of("export", "redo", Set.of("processing")),
                Arguments.of("export", "complete", Set.of("completed")));
    }

    private Happening happening(String name) {
        return switch (name) {
            case "complete" -> completes;
            case "cancel" -> cancels;
            case "redo" -> redoes;
            case "delete document" -> deletesDocument;
            case "delete batch" -> deletesBatch;
            case "rename" -> renames;
            case "upload late" -> uploadsLate;
            case "export" -> exports;
            default -> throw new IllegalArgumentException(name);
        };
    }

    @ParameterizedTest(name = "{0} and {1}")
    @MethodSource("pairs")
    void endsAsOneAfterTheOther(String first, String second, Set<String> ends) throws Exception {
        List<Case> cases = Stream.generate(Case::anew).limit(ROUNDS).toList();
        cases.forEach(one -> delivered.apply(
                one.events().created(2),
                one.events().uploaded(one.done(), 0),
                one.events().uploaded(one.open(), 1),
                one.events().completed(one.done(), 1, 1, SampleEvents.T0),
                one.events().started(one.open(), 1)));

        for (Case one : cases) {
            together(() -> happening(first).to(one), () -> happening(second).to(one))
                    .forEach(status -> assertThat(status).isIn(0, 200, 202, 204, 404, 409));
        }

        assertThat(statusesOf(cases)).isEqualTo(ends);
        assertThat(wrongCounts(cases)).isZero();
        assertThat(doubleCompletions(cases)).isZero();
        assertThat(hopsOfDeleted(cases)).isZero();
    }

    private static List<Integer> together(Callable<Integer> one, Callable<Integer> other) throws Exception {
        var start = new CyclicBarrier(2);
        List<Future<Integer>> both = new ArrayList<>();
        for (Callable<Integer> act : List.of(one, other)) {
            both.add(THREADS.submit(() -> {
                start.await(30, TimeUnit.SECONDS);
                return act.call();
            }));
        }
        List<Integer> answers = new ArrayList<>();
        for (Future<Integer> each : both) {
            answers.add(each.get(60, TimeUnit.SECONDS));
        }
        return answers;
    }

    /** The states that the batches are in; {@code deleted} for tombstones. */
    private Set<String> statusesOf(List<Case> cases) {
        return Set.copyOf(tenancy.statementAsService(sql.sql("""
                                select distinct case when deleted_at is null then status else 'deleted' end
                                from extraction_batches where id = any(:ids)
                                """)
                        .bind(
                                "ids",
                                cases.stream()
                                        .map(one -> one.events().batchId())
                                        .toArray(UUID[]::new))
                        .mapValue(String.class)
                        .all()
                        .collectList())
                .block());
    }

    /** Batches whose counts are no recount of their documents. */
    private long wrongCounts(List<Case> cases) {
        return number(cases, """
                select count(*) from extraction_batches b
                left join lateral (
                    select count(*) filter (where status = 'completed') as completed,
                           count(*) filter (where status = 'failed') as failed,
                           count(*) filter (where status = 'cancelled') as cancelled,
                           coalesce(sum(pages), 0) as pages
                    from batch_documents where batch_id = b.id and deleted_at is null) d on true
                where b.id = any(:ids) and b.deleted_at is null
                  and (b.completed_count, b.failed_count, b.cancelled_count, b.total_pages)
                      is distinct from (d.completed, d.failed, d.cancelled, d.pages)
                """);
    }

    /** What is left of the timelines of deleted documents. */
    private long hopsOfDeleted(List<Case> cases) {
        return number(cases, """
                select count(*) from document_timeline t join batch_documents d on d.id = t.document_id
                where d.batch_id = any(:ids) and d.deleted_at is not null
                """);
    }

    private long doubleCompletions(List<Case> cases) {
        return number(cases, """
                select count(*) from (
                    select 1 from outbox where type = 'batch.completed' and key = any(:ids::text[])
                    group by key, body::jsonb ->> 'revision' having count(*) > 1) twice
                """);
    }

    private long number(List<Case> cases, String query) {
        return tenancy.statementAsService(sql.sql(query)
                        .bind("ids", batchIds(cases))
                        .mapValue(Long.class)
                        .one())
                .block();
    }

    private static UUID[] batchIds(List<Case> cases) {
        return cases.stream().map(one -> one.events().batchId()).toArray(UUID[]::new);
    }

    private int post(String path, String body) throws Exception {
        return call("POST", path, "alice", body).status();
    }

    private static String documents(UUID id) {
        return "{\"documentIds\":[\"" + id + "\"]}";
    }

    @AfterAll
    static void stop() {
        THREADS.shutdownNow();
    }
}
