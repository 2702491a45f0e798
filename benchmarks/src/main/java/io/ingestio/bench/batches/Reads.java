package io.ingestio.bench.batches;

import static java.util.Objects.requireNonNull;

import io.ingestio.bench.Benchmark;
import io.ingestio.launcher.system.LocalSystem;
import io.ingestio.launcher.system.SystemOptions;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a user with ten thousand batches waits for a list, beside 9,999 other users and a million documents: the slowest of all orders,
 * filters and searches against the read of one document by its id, over the same HTTP, token and transaction.
 */
public final class Reads implements Benchmark {

    private static final String HEAVY = "heavy";
    private static final int CALLS = 60;
    private static final String BATCH = "00000000-0000-4000-8000-000000000001";
    private static final String DOCUMENT = "00000000-0000-4000-8000-000000000002";

    private @Nullable LocalSystem system;

    @Override
    public String name() {
        return "reads";
    }

    @Override
    public String workload() {
        return "1,000,000 documents of 10,000 users, one of them with 10,000 batches and a batch of 10,000 documents: each order of both"
                + " lists upwards and downwards, filters, searches, deep pages and the detail, 60 calls each of 25 rows, at the"
                + " orchestrator, against GET of one document by its id.";
    }

    @Override
    public String figures() {
        return "median ms of the slowest list, peer = of one document by its id";
    }

    @Override
    public String goal() {
        return "<= 5";
    }

    @Override
    public int repetitions() {
        return 5;
    }

    @Override
    public void warmUp() throws Exception {
        system = LocalSystem.start(
                SystemOptions.in(Files.createTempDirectory("ingestio-bench-").resolve("home")));
        try (Connection superuser = system.postgres().asSuperuser().getConnection();
                Statement statement = superuser.createStatement()) {
            statement.execute("set search_path = orchestration");
            statement.execute(BATCHES);
            statement.execute(DOCUMENTS);
            statement.execute("vacuum analyze extraction_batches");
            statement.execute("vacuum analyze batch_documents");
        }
        measure();
    }

    /** The heavy user's batches first; the others have ten each. */
    private static final String BATCHES = """
            insert into extraction_batches (id, user_id, announced, name, prompt_strategy, global_prompt, status, document_count,
                                            submitted_count, completed_count, failed_count, total_pages, created_at, completed_at)
            select case when n = 1 then '%s'::uuid else gen_random_uuid() end,
                   case when n <= 10000 then '%s' else 'user-' || n %% 9999 end, true,
                   case when n %% 10 > 0 then 'batch ' || md5(n::text) end, 'global', 'invoice number, date and total',
                   (array['completed', 'completed', 'completed', 'partially_completed', 'failed', 'processing']) [1 + n %% 6],
                   case when n = 1 then 10000 else 9 end, case when n = 1 then 10000 else 9 end, 8, 1, n %% 300,
                   now() - interval '1 minute' * (n * 7919 %% 110000),
                   case when n %% 6 < 5 then now() - interval '1 minute' * (n * 7919 %% 110000 - n %% 50) end
            from generate_series(1, 110000) n
            """.formatted(BATCH, HEAVY);

    private static final String DOCUMENTS = """
            insert into batch_documents (id, batch_id, user_id, position, filename, mime_type, size_bytes, pages, run, status,
                                         error_code, error_message, prompt, prompt_strategy, document_type, model, summary,
                                         finished_at, object_key, requested_prompt, concurrent_documents)
            select case when b.id = '%1$s' and p = 0 then '%2$s'::uuid else gen_random_uuid() end, b.id, b.user_id, p,
                   'scan ' || md5(b.id::text || p) || '.pdf', 'application/pdf', 100000 + p, 1 + p %% 40, 1,
                   (array['completed', 'completed', 'completed', 'completed', 'failed', 'processing']) [1 + p %% 6],
                   case when p %% 6 = 4 then 'model_output' end, case when p %% 6 = 4 then 'Try again.' end,
                   'invoice number, date and total', 'global',
                   case when p %% 6 < 4 then (array['invoice', 'receipt', 'cv', 'contract']) [1 + p %% 4] end, 'offline-rules-1',
                   case when p %% 6 < 4 then '{"fields":{"invoice_number":"NW-' || p || '","total":"727.01"},"items":{},"warnings":[]}' end,
                   now(), 'batches/' || b.id || '/' || p, 'invoice number, date and total', 16
            from extraction_batches b, generate_series(0, b.document_count - 1) p
            """.formatted(BATCH, DOCUMENT);

    /** Every list, by its path. */
    private static List<String> lists(OrchestratorCalls calls) throws Exception {
        List<String> paths = new ArrayList<>();
        for (String direction : List.of("", "-")) {
            for (String sort : List.of("name", "status", "submitted", "completed", "documents", "pages")) {
                paths.add("batches?sort=" + direction + sort);
            }
            for (String sort : List.of("position", "file", "status", "pages", "type")) {
                paths.add("batches/" + BATCH + "/documents?sort=" + direction + sort);
            }
        }
        for (String filter : List.of(
                "status=failed",
                "status=processing&sort=name",
                "name=batch",
                "name=c3f",
                "name=c3f&sort=-pages",
                "name=nothing")) {
            paths.add("batches?" + filter);
        }
        for (String filter :
                List.of("tab=to_review", "tab=error&sort=file", "status=processing,failed", "tab=confirmed")) {
            paths.add("batches/" + BATCH + "/documents?" + filter);
        }
        paths.add(deep(calls, "batches?sort=name"));
        paths.add(deep(calls, "batches/" + BATCH + "/documents?sort=file"));
        paths.add("batches/" + BATCH);
        return paths;
    }

    /** The page of a list after three thousand rows; its cursor is read from the answers, as a client does. */
    private static String deep(OrchestratorCalls calls, String list) throws Exception {
        String path = list + "&limit=100";
        for (int page = 0; page < 30; page++) {
            String answer = calls.get(path);
            String cursor = answer.replaceAll("(?s).*\"nextCursor\":\"([^\"]+)\".*", "$1");
            path = list + "&limit=100&cursor=" + cursor;
        }
        return path.replace("limit=100&", "");
    }

    @Override
    public Sample measure() throws Exception {
        if (system == null) {
            throw new IllegalStateException("not warmed up");
        }
        try (var calls = new OrchestratorCalls(system, HEAVY)) {
            List<String> paths = lists(calls);
            Map<String, long[]> times = new LinkedHashMap<>();
            paths.forEach(path -> times.put(path, new long[CALLS]));
            long[] peer = new long[CALLS];
            for (int call = 0; call < CALLS; call++) {
                peer[call] = calls.time("documents/" + DOCUMENT);
                for (String path : paths) {
                    requireNonNull(times.get(path))[call] = calls.time(path);
                }
            }
            double bare = Figures.of(peer).median();
            double slowest = 0;
            for (var one : times.entrySet()) {
                double median = Figures.of(one.getValue()).median();
                System.out.printf(
                        Locale.ROOT,
                        "    %.2f  %s%n",
                        median / bare,
                        one.getKey().replaceAll("cursor=.*", "cursor=…"));
                slowest = Math.max(slowest, median);
            }
            return new Sample(slowest, bare, slowest / bare);
        }
    }
}
