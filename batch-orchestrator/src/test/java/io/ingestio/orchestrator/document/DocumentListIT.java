package io.ingestio.orchestrator.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.orchestrator.RunningOrchestrator;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The list of a batch's documents over HTTP: orders, tabs, filters, cursors, totals. */
class DocumentListIT extends RunningOrchestrator {

    private final UUID batch = UUID.randomUUID();
    private final String user = "lister-" + batch;

    /** 40 documents: 10 completed, 10 failed, 10 cancelled, 10 in two other states; and some that must stay hidden. */
    @BeforeEach
    void makeDocuments() throws SQLException {
        asSuperuser("""
                insert into extraction_batches (id, user_id, announced, prompt_strategy, status, document_count, submitted_count,
                                                completed_count, failed_count, cancelled_count, created_at)
                values ('%1$s', '%2$s', true, 'auto', 'processing', 40, 41, 10, 10, 10, now());
                insert into batch_documents (id, batch_id, user_id, position, filename, run, status, pages, document_type,
                                             prompt, prompt_strategy, error_code)
                select gen_random_uuid(), '%1$s', '%2$s', 40 - n, (array['b.pdf', 'A.pdf', 'ä.png']) [1 + n %% 3], 1,
                       (array['completed', 'failed', 'cancelled', case when n %% 8 = 3 then 'uploaded' else 'processing' end])
                           [1 + n %% 4],
                       case when n %% 4 = 1 then null else 1 + n %% 3 end, case when n %% 4 = 0 then 'invoice' end, 'all of it',
                       (array['global', 'per_document', 'auto']) [1 + n %% 3], case when n %% 4 = 1 then 'model_output' end
                from generate_series(1, 40) n;
                insert into batch_documents (id, batch_id, user_id, position, run, status, deleted_at)
                values (gen_random_uuid(), '%1$s', '%2$s', 7, 1, 'completed', now()),
                       (gen_random_uuid(), '%1$s', '%2$s', null, 1, 'processing', null)
                """.formatted(batch, user));
    }

    @ParameterizedTest
    @EnumSource(DocumentSort.class)
    void everyOrderIsTotalInBothDirections(DocumentSort sort) throws Exception {
        String column = sort.keys().getFirst().column();
        for (String direction : List.of("asc", "desc")) {
            String parameter =
                    (direction.equals("desc") ? "-" : "") + sort.name().toLowerCase(Locale.ROOT);
            String ties = sort == DocumentSort.STATUS ? "position " + direction + "," : "";
            List<String> expected = asSuperuser("""
                    select id from batch_documents
                    where batch_id = '%1$s' and position is not null and deleted_at is null
                    order by %2$s is null, %2$s %3$s, %4$s id %3$s
                    """.formatted(batch, column, direction, ties));

            assertThat(ids(pages(path("sort=" + parameter), user, 6)))
                    .as(parameter)
                    .hasSize(40)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', 40",
        "tab=all, 40",
        "tab=to_review, 10",
        "tab=confirmed, 0",
        "tab=error, 10",
        "status=cancelled, 10",
        "status=confirmed, 0",
        "'status=cancelled,uploaded,processing', 20",
        "status=completed&status=failed, 20",
        "tab=error&status=completed, 0",
        "'tab=error&status=completed,failed', 10"
    })
    void tabsAndStatusesFilterEveryPage(String query, int expected) throws Exception {
        List<JsonNode> pages = pages(path(query), user, 4);

        assertThat(ids(pages)).hasSize(expected).doesNotHaveDuplicates();
        assertThat(pages).allSatisfy(page -> {
            assertThat(page.path("total").asInt()).isEqualTo(expected);
            assertThat(page.path("totalCapped").asBoolean()).isFalse();
            assertThat(page.path("tabs").toString())
                    .isEqualTo("{\"all\":40,\"toReview\":10,\"confirmed\":0,\"error\":10}");
        });
    }

    @Test
    void documentSaysWhereItsPromptIsFrom() throws Exception {
        JsonNode first =
                pages(path("sort=position"), user, 1).getFirst().path("items").get(0);

        assertThat(first.path("prompt").asString()).isEqualTo("all of it");
        assertThat(first.path("promptStrategy").asString()).isEqualTo("per_document");
        assertThat(first.has("sortName")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"sort=size", "tab=open", "status=done", "'status=failed,done'", "cursor=7"})
    void refusesWhatItDoesNotKnow(String query) throws Exception {
        assertThat(call("GET", path(query), user, null).status()).isEqualTo(400);
    }

    @Test
    void cursorIsOfItsOwnBatchAndTab() throws Exception {
        String cursor =
                pages(path("tab=error"), user, 4).getFirst().path("nextCursor").asString();

        assertThat(call("GET", path("tab=all&cursor=" + cursor), user, null).status())
                .isEqualTo(400);
        assertThat(call("GET", path("tab=error&cursor=" + cursor), user, null).status())
                .isEqualTo(200);
    }

    private String path(String query) {
        return "/batches/" + batch + "/documents?" + query;
    }
}
