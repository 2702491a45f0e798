package io.ingestio.orchestrator.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.orchestrator.ExplainedPlan;
import io.ingestio.orchestrator.RunningOrchestrator;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** The queue of a batch with thousands of documents is read from its index, under row-level security as the app role. */
class QueuePlansIT extends RunningOrchestrator {

    private static final int DOCUMENTS = 4_000;
    private static final int LIMIT = 25;

    private final UUID batch = UUID.randomUUID();
    private final String user = "reviewer-" + batch;

    @BeforeEach
    void makeDocuments() throws Exception {
        asSuperuser("""
                insert into extraction_batches (id, user_id, announced, prompt_strategy, document_count, created_at)
                values ('%2$s', '%3$s', true, 'auto', %1$d, now());
                insert into batch_documents (id, batch_id, user_id, position, filename, run, status, summary)
                select gen_random_uuid(), '%2$s', '%3$s', p, 'file', 1,
                       (array['completed', 'confirmed', 'failed', 'completed']) [1 + p %% 4],
                       case when p %% 4 <> 2 then '{"fields":{},"items":{},"warnings":['
                                                  || case when p %% 4 = 3 then '"x"' else '' end || ']}' end
                from generate_series(0, %1$d - 1) p
                """.formatted(DOCUMENTS, batch, user));
        vacuum("batch_documents");
    }

    @ParameterizedTest
    @ValueSource(strings = {QueueReads.AFTER, QueueReads.BEFORE})
    void neighboursAreReadFromTheIndex(String query) {
        ExplainedPlan plan = explained(bound(query)
                .bind("order", 1)
                .bind("position", DOCUMENTS / 2)
                .bind("id", new UUID(0, 0))
                .bind("limit", LIMIT));

        assertFewRows(plan);
    }

    @Test
    void beginningIsReadFromTheIndex() {
        assertFewRows(explained(bound(QueueReads.FIRST).bind("limit", LIMIT)));
    }

    @Test
    void leftIsCountedInAnIndex() {
        ExplainedPlan plan = explained(bound(QueueReads.LEFT));

        plan.assertNoScanOf("batch_documents");
        assertThat(plan.fetched()).as("%s", plan).isLessThan(LIMIT);
    }

    private static void assertFewRows(ExplainedPlan plan) {
        plan.assertNoScanOf("batch_documents");
        assertThat(plan.visited()).as("%s", plan).isLessThan(3 * LIMIT);
    }

    private GenericExecuteSpec bound(String query) {
        return sql.sql(ExplainedPlan.EXPLAIN + query).bind("user", user).bind("batch", batch);
    }

    private ExplainedPlan explained(GenericExecuteSpec query) {
        return tenancy.asUser(user, query.map(ExplainedPlan::of).one()).block();
    }
}
