package io.ingestio.orchestrator.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.http.list.Page;
import io.ingestio.orchestrator.RunningOrchestrator;
import io.ingestio.testkit.SampleEvents;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** The list of a user's batches over HTTP: orders, filters, search, cursors, totals. */
@Import(Delivered.class)
class BatchListIT extends RunningOrchestrator {

    @Autowired
    Delivered delivered;

    private final String user = "lister-" + UUID.randomUUID();

    /** 43 batches: many have the same name, status, count or time; some have no name or have not ended. Others must stay hidden. */
    @BeforeEach
    void makeBatches() throws SQLException {
        asSuperuser("""
                insert into extraction_batches (id, user_id, announced, name, prompt_strategy, status, document_count,
                                                submitted_count, total_pages, created_at, completed_at, completed_count)
                select gen_random_uuid(), '%1$s', true,
                       case when n %% 5 = 0 then null else (array['Ärger', 'invoices May', 'INVOICES june', 'x_%%']) [1 + n %% 4] end,
                       'auto', (array['completed', 'failed', 'processing']) [1 + n %% 3], n %% 4, n %% 4, n %% 7,
                       timestamptz '2026-01-01' + interval '1.000001 second' * (n / 3),
                       case when n %% 3 < 2 then timestamptz '2026-02-01' + interval '1 minute' * (n / 6) end, n %% 4
                from generate_series(1, 43) n;
                insert into extraction_batches (id, user_id, announced, deleted_at, name)
                values (gen_random_uuid(), '%1$s', true, now(), 'deleted'), (gen_random_uuid(), '%1$s', false, null, null),
                       (gen_random_uuid(), 'other of %1$s', true, null, 'invoices')
                """.formatted(user));
    }

    @ParameterizedTest
    @EnumSource(BatchSort.class)
    void everyOrderIsTotalInBothDirections(BatchSort sort) throws Exception {
        String column = sort.keys().getFirst().column();
        for (String direction : List.of("asc", "desc")) {
            String parameter =
                    (direction.equals("desc") ? "-" : "") + sort.name().toLowerCase(Locale.ROOT);
            String ties = sort == BatchSort.STATUS ? "created_at " + direction + "," : "";
            List<String> expected = asSuperuser("""
                    select id from extraction_batches where user_id = '%1$s' and announced and deleted_at is null
                    order by %2$s is null, %2$s %3$s, %4$s id %3$s
                    """.formatted(user, column, direction, ties));

            List<JsonNode> pages = pages("/batches?sort=" + parameter, user, 7);

            assertThat(ids(pages)).as(parameter).hasSize(43).isEqualTo(expected);
            assertThat(pages).allSatisfy(page -> {
                assertThat(page.path("total").asInt()).isEqualTo(43);
                assertThat(page.path("totalCapped").asBoolean()).isFalse();
            });
        }
    }

    @Test
    void newestFirstIsTheUsualOrder() throws Exception {
        assertThat(ids(pages("/batches?", user, 100))).isEqualTo(ids(pages("/batches?sort=-submitted", user, 10)));
    }

    @Test
    void filtersHoldOnEveryPageAndInTheTotal() throws Exception {
        for (String sort : List.of("name", "-completed", "status")) {
            List<JsonNode> pages = pages("/batches?status=failed&name=INVOICES&sort=" + sort, user, 2);

            List<String> expected = asSuperuser("""
                    select id from extraction_batches
                    where user_id = '%s' and status = 'failed' and name ilike '%%invoices%%'
                    """.formatted(user));
            assertThat(ids(pages)).as(sort).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(expected).hasSizeGreaterThan(3);
            assertThat(pages)
                    .allSatisfy(page -> assertThat(page.path("total").asInt()).isEqualTo(expected.size()));
        }
    }

    @Test
    void searchReadsSignsLiterally() throws Exception {
        assertThat(ids(pages("/batches?name=%C3%A4RG", user, 50))).isNotEmpty();
        assertThat(ids(pages("/batches?name=X_%25", user, 50))).isNotEmpty();
        assertThat(ids(pages("/batches?name=%25", user, 50))).isEqualTo(ids(pages("/batches?name=x_%25", user, 50)));
        assertThat(ids(pages("/batches?name=nothing", user, 50))).isEmpty();
    }

    @Test
    void cursorIsOfItsOwnListOnly() throws Exception {
        String cursor = pages("/batches?sort=name", user, 7)
                .getFirst()
                .path("nextCursor")
                .asString();

        for (String other : List.of("sort=-name", "sort=pages", "sort=name&status=failed", "sort=name&name=x", "")) {
            Answered answer = call("GET", "/batches?" + other + "&cursor=" + cursor, user, null);
            assertThat(answer.status()).as(other).isEqualTo(400);
            assertThat(answer.body().path("code").asString()).isEqualTo("invalid_cursor");
            assertThat(answer.body().path("detail").asString()).contains("another sort or filter");
        }
        assertThat(call("GET", "/batches?sort=name&cursor=" + cursor, user, null)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void waitsForTheBatchThatItIsToContain() throws Exception {
        var submitted = new SampleEvents(UUID.randomUUID(), user);
        CompletableFuture<Void> event = CompletableFuture.runAsync(
                () -> delivered.apply(submitted.created(1)),
                CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));

        JsonNode page = call("GET", "/batches?sort=-name&limit=100&containing=" + submitted.batchId(), user, null)
                .body();

        event.join();
        assertThat(ids(List.of(page))).hasSize(44).contains(submitted.batchId().toString());
    }

    @Test
    void answersWithoutABatchThatDoesNotCome() throws Exception {
        UUID ofOther =
                UUID.fromString(asSuperuser("select id from extraction_batches where user_id = 'other of " + user + "'")
                        .getFirst());

        Answered answer = call("GET", "/batches?limit=100&containing=" + ofOther, user, null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(ids(List.of(answer.body()))).hasSize(43);
        assertThat(call("GET", "/batches?containing=no-id", user, null).status())
                .isEqualTo(400);
    }

    @Test
    void refusesWhatItDoesNotKnow() throws Exception {
        for (String query :
                List.of("sort=size", "sort=--name", "status=done", "limit=101", "name=" + "x".repeat(256))) {
            assertThat(call("GET", "/batches?" + query, user, null).status())
                    .as(query)
                    .isEqualTo(400);
        }
    }

    @Test
    void countsNoFurtherThanItsLimit() throws Exception {
        asSuperuser("""
                insert into extraction_batches (id, user_id, announced, prompt_strategy, created_at, name)
                select gen_random_uuid(), '%s', true, 'auto', now(), 'many' from generate_series(1, %d)
                """.formatted(user, Page.COUNTED + 1));

        JsonNode many = call("GET", "/batches?name=many", user, null).body();
        assertThat(many.path("total").asInt()).isEqualTo(Page.COUNTED);
        assertThat(many.path("totalCapped").asBoolean()).isTrue();
    }

    @Test
    void detailCountsItsTabs() throws Exception {
        String id = asSuperuser(
                        "select id from extraction_batches where completed_count = 3 and user_id = '" + user + "'")
                .getFirst();
        asSuperuser("""
                insert into batch_documents (id, batch_id, user_id, position, run, status)
                values (gen_random_uuid(), '%s', '%s', 0, 1, 'confirmed')
                """.formatted(id, user));

        JsonNode batch = call("GET", "/batches/" + id, user, null).body();

        assertThat(batch.path("id").asString()).isEqualTo(id);
        assertThat(batch.path("tabs").toString()).isEqualTo("{\"all\":3,\"toReview\":2,\"confirmed\":1,\"error\":0}");
        assertThat(batch.has("searchName")).isFalse();
    }
}
