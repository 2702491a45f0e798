package io.ingestio.orchestrator.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.http.list.ListCursor;
import io.ingestio.http.list.Page;
import io.ingestio.http.list.Sort;
import io.ingestio.orchestrator.ExplainedPlan;
import io.ingestio.orchestrator.RunningOrchestrator;
import io.ingestio.orchestrator.document.DocumentReads.Listed;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What PostgreSQL does for the documents of a batch under row-level security: the statements of {@link DocumentReads} as the app role, for
 * a batch with thousands of documents among many with ten.
 */
class DocumentPlansIT extends RunningOrchestrator {

    private static final int DOCUMENTS = 4_000;
    private static final int LIMIT = 25;

    private static final UUID BATCH = UUID.randomUUID();
    private static final String USER = "heavy-" + BATCH;

    private static boolean made;

    /** The schema is there once the service has started. */
    private static synchronized void makeDocuments() throws Exception {
        if (made) {
            return;
        }
        asSuperuser("""
                insert into extraction_batches (id, user_id, announced, prompt_strategy, document_count, created_at)
                select case when n = 0 then '%2$s'::uuid else gen_random_uuid() end,
                       case when n < 100 then '%3$s' else '%3$s-' || n %% 50 end, true, 'auto',
                       case when n = 0 then %1$d else 10 end, now()
                from generate_series(0, 800) n;
                insert into batch_documents (id, batch_id, user_id, position, filename, run, status, pages, document_type)
                select gen_random_uuid(), b.id, b.user_id, p, md5(b.id::text || p), 1,
                       (array['completed', 'completed', 'failed', 'processing']) [1 + p %% 4],
                       case when p %% 4 <> 2 then p %% 30 end,
                       case when p %% 4 < 2 then (array['invoice', 'receipt', 'cv']) [1 + p %% 3] end
                from extraction_batches b, generate_series(0, b.document_count - 1) p
                where b.user_id like '%3$s%%'
                """.formatted(DOCUMENTS, BATCH, USER));
        vacuum("batch_documents");
        vacuum("extraction_batches");
        made = true;
    }

    static Stream<DocumentFilter> lists() {
        return Stream.of(DocumentSort.values())
                .flatMap(sort -> Stream.of(Sort.ascending(sort), Sort.descending(sort)))
                .flatMap(sort -> Stream.of(
                        new DocumentFilter(BATCH, List.of(), Tab.ALL, sort),
                        new DocumentFilter(BATCH, List.of(), Tab.ERROR, sort),
                        new DocumentFilter(BATCH, List.of("completed", "processing"), Tab.ALL, sort)));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void pageTouchesFewRows(DocumentFilter filter) throws Exception {
        makeDocuments();
        ListCursor after = ListCursor.START;
        for (int page = 0; page < 3; page++) {
            for (ExplainedPlan plan : plans(filter, after)) {
                plan.assertNoScanOf("batch_documents");
                assertThat(plan.fetched())
                        .as("%s page %d of%n%s", filter, page, plan)
                        .isLessThan(3 * LIMIT);
                assertThat(plan.visited())
                        .as("%s page %d of%n%s", filter, page, plan)
                        .isLessThan(filter.tab() == Tab.ALL && filter.isWholeTab() ? 3 * LIMIT : DOCUMENTS);
            }
            Listed last = list(filter, after).getLast();
            after = last.cursor(filter.sort().key());
        }
    }

    @Test
    void totalIsCountedInAnIndex() throws Exception {
        makeDocuments();
        for (List<String> statuses : List.of(List.of("failed"), List.of("completed", "processing"))) {
            var filter = new DocumentFilter(BATCH, statuses, Tab.ALL, Sort.ascending(DocumentSort.POSITION));
            ExplainedPlan plan = tenancy.asUser(
                            USER,
                            DocumentReads.bound(
                                            sql.sql(ExplainedPlan.EXPLAIN + DocumentReads.counting(filter)),
                                            USER,
                                            filter)
                                    .bind("most", Page.COUNTED + 1)
                                    .map(ExplainedPlan::of)
                                    .one())
                    .block();
            plan.assertNoScanOf("batch_documents");
            assertThat(plan.fetched()).as("%s", plan).isLessThan(LIMIT);
            assertThat(plan.visited()).as("%s", plan).isLessThan(3 * Page.COUNTED);
        }
    }

    private List<Listed> list(DocumentFilter filter, ListCursor after) {
        return tenancy.manyAsUser(
                        USER, DocumentReads.order(filter).read(sql, DocumentReads.rows(USER, filter), after, LIMIT))
                .collectList()
                .block();
    }

    private List<ExplainedPlan> plans(DocumentFilter filter, ListCursor after) {
        return tenancy.manyAsUser(
                        USER,
                        DocumentReads.order(filter)
                                .read(
                                        sql,
                                        ExplainedPlan.explaining(DocumentReads.rows(USER, filter)),
                                        after,
                                        LIMIT + 1))
                .collectList()
                .block();
    }
}
