package io.ingestio.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.database.Keyset;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What PostgreSQL did for a statement, by its {@code explain analyze}. */
public record ExplainedPlan(JsonNode root) {

    /** Before a query, it answers one row for {@link #of}. */
    public static final String EXPLAIN = "explain (analyze, timing off, format json) ";

    private static final List<String> SCANS =
            List.of("Seq Scan", "Index Scan", "Index Only Scan", "Bitmap Heap Scan", "Parallel Seq Scan");

    public static ExplainedPlan of(Readable row) {
        return new ExplainedPlan(
                new JsonMapper().readTree(row.get(0, String.class)).get(0).path("Plan"));
    }

    /** The same list, explained instead of read. */
    public static Keyset.Query<ExplainedPlan> explaining(Keyset.Query<?> list) {
        return new Keyset.Query<>(list.chosen(), EXPLAIN + list.read(), list.values(), ExplainedPlan::of);
    }

    public List<String> nodes() {
        return all(root).map(node -> node.path("Node Type").asString()).toList();
    }

    /** Entries of indexes, or rows, that the scans looked at, whether they were part of the result or not. */
    public long visited() {
        return sum(node -> true);
    }

    /** Rows of tables that the scans fetched: those of an index alone are not among them, where its table was vacuumed. */
    public long fetched() {
        return sum(node -> !node.path("Node Type").asString().equals("Index Only Scan"))
                + all(root)
                        .mapToLong(node -> node.path("Heap Fetches").asLong(0))
                        .sum();
    }

    private long sum(Predicate<JsonNode> counted) {
        return all(root)
                .filter(node -> SCANS.contains(node.path("Node Type").asString()))
                .filter(counted)
                .mapToLong(node -> Math.round((node.path("Actual Rows").asDouble()
                                + node.path("Rows Removed by Filter").asDouble(0)
                                + node.path("Rows Removed by Index Recheck").asDouble(0))
                        * node.path("Actual Loops").asDouble(1)))
                .sum();
    }

    public void assertNoScanOf(String table) {
        assertThat(all(root)
                        .filter(node -> node.path("Node Type").asString().contains("Seq Scan"))
                        .map(node -> node.path("Relation Name").asString()))
                .as("%s", this)
                .doesNotContain(table);
        assertThat(nodes()).as("%s", this).doesNotContain("Incremental Sort");
    }

    private static Stream<JsonNode> all(JsonNode node) {
        return Stream.concat(Stream.of(node), node.path("Plans").valueStream().flatMap(ExplainedPlan::all));
    }

    @Override
    public String toString() {
        return root.toPrettyString();
    }
}
