package io.ingestio.launcher.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.launcher.client.view.ExportView;
import io.ingestio.launcher.client.view.ExportView.Cut;
import io.ingestio.launcher.client.view.ExportView.Manifest;
import io.ingestio.launcher.client.view.ExportView.Skipped;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExportLinesTest {

    private static final UUID ID = new UUID(1, 2);

    @Test
    void saysOnlyWhatIsInTheFileWhenAllIs() {
        assertThat(lines(new Manifest(1, 3, 0, List.of(), 0, List.of(), 0))).containsExactly("1 document, 3 rows");
    }

    @Test
    void namesWhatIsNotInTheFile() {
        var cut = new Cut("a.pdf", "Data", 2, "text", 40_000, 32_760);

        assertThat(lines(new Manifest(2, 2, 2, List.of(new Skipped(ID, null, "not_found")), 1, List.of(cut), 2)))
                .containsExactly(
                        "2 documents, 2 rows",
                        "not in it: " + ID + "  [not_found]",
                        "not in it: 1 more",
                        "cut: row 2, column text of sheet Data has 32,760 of the 40,000 characters of a.pdf",
                        "2 cells had characters that no file can hold");
    }

    @Test
    void countsCutCellsThatAreManyInsteadOfNamingThem() {
        var cut = new Cut("a.pdf", "Data", 2, "text", 40_000, 32_760);

        assertThat(lines(new Manifest(1, 1, 0, List.of(), 25, Collections.nCopies(25, cut), 0)))
                .hasSize(22)
                .last()
                .isEqualTo("cut: 5 cells more");
    }

    private static List<String> lines(Manifest manifest) {
        return ExportLines.of(new ExportView(ID, "completed", 1, 1, 1, manifest, null, null));
    }
}
