package io.ingestio.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * PDFs that once crashed a viewer, in a folder beside the project: {@code pages.csv} names each file and, in its last column, the
 * page count that other programs agree on. {@code -Dingestio.samples=FOLDER} names another folder.
 */
class FoundPdfsIT extends ReaderFixture {

    @Test
    void countsPagesAsOtherProgramsDo() throws IOException {
        Path samples = Path.of(System.getProperty("ingestio.samples", "../../../shared/data"))
                .resolve("pdf");
        assumeTrue(
                Files.isDirectory(samples),
                "skipped: there is no folder " + samples.toAbsolutePath().normalize());
        List<String> differences = new ArrayList<>();
        for (String row : Files.readAllLines(samples.resolve("pages.csv")).stream()
                .skip(1)
                .toList()) {
            String[] columns = row.split(",");
            Inspection found = reader.inspect(samples.resolve(columns[0])).block(LONG);
            String pages = found instanceof Inspection.Accepted accepted ? "" + accepted.pages() : "unreadable";
            if (!columns[4].equals("?") && !columns[4].equals(pages)) {
                differences.add(columns[0] + ": agreed " + columns[4] + ", found " + found);
            }
            if (found instanceof Inspection.Accepted) {
                assertThat(reader.read(samples.resolve(columns[0])).block(LONG).pages())
                        .isNotEmpty();
            }
        }
        assertThat(differences).isEmpty();
    }
}
