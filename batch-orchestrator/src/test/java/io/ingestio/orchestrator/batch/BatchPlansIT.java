package io.ingestio.orchestrator.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.database.Keyset;
import io.ingestio.http.list.ListCursor;
import io.ingestio.http.list.Page;
import io.ingestio.http.list.Sort;
import io.ingestio.orchestrator.ExplainedPlan;
import io.ingestio.orchestrator.RunningOrchestrator;
import io.ingestio.orchestrator.batch.BatchReads.Listed;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What PostgreSQL does for a list of batches under row-level security: the statements of {@link BatchReads} as the app role, for one
 * user with thousands of batches among hundreds with few.
 */
class BatchPlansIT extends RunningOrchestrator {

    private static final int HEAVY_BATCHES = 4_000;
    private static final int LIMIT = 25;
    /** A page and its look-ahead, first in the index and then in the table. */
    private static final long ROWS_OF_A_PAGE = 3 * LIMIT;

    private static final String HEAVY = "heavy-" + UUID.randomUUID();

    private static boolean made;

    @BeforeAll
    static void start() {
        made = false;
    }

    /** The schema is there once the service has started. */
    private static synchronized void makeBatches() throws Exception {
        if (made) {
            return;
        }
        asSuperuser("""
                insert into extraction_batches (id, user_id, announced, name, prompt_strategy, status, document_count,
                                                submitted_count, total_pages, created_at, completed_at)
                select gen_random_uuid(),
                       case when n <= %1$d then '%2$s' else '%2$s-' || n %% 400 end, true,
                       case when n %% 10 > 0 then 'batch ' || md5(n::text) end, 'auto',
                       (array['completed', 'failed', 'processing', 'queued']) [1 + n %% 4], n %% 100, n %% 100, n %% 1000,
                       timestamptz '2026-01-01' + interval '1 minute' * n,
                       case when n %% 4 < 2 then timestamptz '2026-01-01' + interval '1 minute' * (n + n %% 977) end
                from generate_series(1, %1$d + 8000) n
                """.formatted(HEAVY_BATCHES, HEAVY));
        vacuum("extraction_batches");
        made = true;
    }

    static Stream<BatchFilter> lists() {
        return Stream.of(BatchSort.values())
                .flatMap(sort -> Stream.of(Sort.ascending(sort), Sort.descending(sort)))
                .flatMap(sort -> Stream.of(
                        new BatchFilter(null, null, sort),
                        new BatchFilter("failed", null, sort),
                        new BatchFilter(null, "batch", sort)));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void pageTouchesFewRows(BatchFilter filter) throws Exception {
        makeBatches();
        ListCursor after = ListCursor.START;
        for (int page = 0; page < 3; page++) {
            for (ExplainedPlan plan : plans(filter, after)) {
                plan.assertNoScanOf("extraction_batches");
                assertThat(plan.fetched())
                        .as("%s page %d of%n%s", filter, page, plan)
                        .isLessThan(ROWS_OF_A_PAGE);
                assertThat(plan.visited())
                        .as("%s page %d of%n%s", filter, page, plan)
                        .isLessThan(filter.status() == null && filter.name() == null ? ROWS_OF_A_PAGE : HEAVY_BATCHES);
            }
            Listed last = list(filter, after).getLast();
            after = last.cursor(filter.sort().key());
        }
    }

    @Test
    void searchStaysWithinTheUsersBatches() throws Exception {
        makeBatches();
        for (BatchSort sort : BatchSort.values()) {
            var filter = new BatchFilter(null, "no such name", Sort.descending(sort));
            for (ExplainedPlan plan : plans(filter, ListCursor.START)) {
                plan.assertNoScanOf("extraction_batches");
                assertThat(plan.fetched()).as("%s%n%s", filter, plan).isLessThan(LIMIT);
                assertThat(plan.visited()).as("%s%n%s", filter, plan).isLessThanOrEqualTo(HEAVY_BATCHES);
            }
        }
    }

    @Test
    void totalIsCountedInAnIndex() throws Exception {
        makeBatches();
        for (var filter : List.of(
                new BatchFilter(null, null, Sort.descending(BatchSort.SUBMITTED)),
                new BatchFilter("failed", null, Sort.descending(BatchSort.SUBMITTED)),
                new BatchFilter(null, "batch", Sort.descending(BatchSort.SUBMITTED)))) {
            ExplainedPlan plan = counting(filter);
            plan.assertNoScanOf("extraction_batches");
            assertThat(plan.fetched()).as("%s", plan).isLessThan(LIMIT);
            assertThat(plan.visited()).as("%s", plan).isLessThan(2 * Page.COUNTED);
        }
    }

    private List<Listed> list(BatchFilter filter, ListCursor after) {
        return tenancy.manyAsUser(
                        HEAVY, BatchReads.order(filter).read(sql, BatchReads.rows(HEAVY, filter), after, LIMIT))
                .collectList()
                .block();
    }

    private List<ExplainedPlan> plans(BatchFilter filter, ListCursor after) {
        Keyset.Query<Listed> rows = BatchReads.rows(HEAVY, filter);
        return tenancy.manyAsUser(
                        HEAVY, BatchReads.order(filter).read(sql, ExplainedPlan.explaining(rows), after, LIMIT + 1))
                .collectList()
                .block();
    }

    private ExplainedPlan counting(BatchFilter filter) {
        return tenancy.asUser(
                        HEAVY,
                        BatchReads.bound(sql.sql(ExplainedPlan.EXPLAIN + BatchReads.counting(filter)), HEAVY, filter)
                                .bind("most", Page.COUNTED + 1)
                                .map(ExplainedPlan::of)
                                .one())
                .block();
    }
}
