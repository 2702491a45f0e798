package io.ingestio.launcher.cli.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.launcher.client.view.DocumentView;
import io.ingestio.launcher.client.view.ExtractedData;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DataTableTest {
    private static final DocumentView DOCUMENT =
            new DocumentView(new UUID(0, 1), "a.pdf", 1, "completed", 2, "invoice", null, null);

    @Test
    void showsValuesThenListsAsAlignedTables() {
        assertThat(table("{'number':'7','seller':{'name':'A & B'},'none':null,"
                        + "'lines':[{'text':'pen','amount':2.5},{'text':'paper'}]}"))
                .containsExactly(
                        "a.pdf  (invoice, 2 pages)",
                        "-------------------------",
                        "  number                 7",
                        "  seller.name            A & B",
                        "  lines (2)",
                        "      text   amount",
                        "      pen    2.5",
                        "      paper",
                        "  note: look");
    }

    @Test
    void onePageIsNotPlural() {
        var document = new DocumentView(new UUID(0, 1), "a.pdf", 1, "completed", 1, "invoice", null, null);
        var data = JsonMapper.shared().readTree("{}");
        assertThat(DataTable.of(document, new ExtractedData("invoice", data, List.of())))
                .startsWith("a.pdf  (invoice, 1 page)");
    }

    @Test
    void truncatesLongListsAndCountsTheRest() {
        String rows = IntStream.range(0, 40).mapToObj(i -> "{'n':" + i + "}").collect(Collectors.joining(","));

        assertThat(table("{'rows':[" + rows + "]}")).contains("  rows (40)", "      ... and 34 more");
    }

    private static List<String> table(String json) {
        var data = JsonMapper.shared().readTree(json.replace('\'', '"'));
        return DataTable.of(DOCUMENT, new ExtractedData("invoice", data, List.of("look")));
    }
}
