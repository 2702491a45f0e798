package io.ingestio.launcher.cli.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.launcher.client.view.DocumentView;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class FailureFileTest {

    @TempDir
    Path folder;

    @Test
    void liesBesideTheResult() {
        assertThat(FailureFile.beside(Path.of("out", "extracted.xlsx")))
                .isEqualTo(Path.of("out", "extracted.failed.json"));
        assertThat(FailureFile.beside(Path.of("result"))).isEqualTo(Path.of("result.failed.json"));
    }

    @Test
    void namesEachDocumentAndItsReason() {
        Path file = folder.resolve("a.failed.json");
        FailureFile.write(
                file,
                List.of(new DocumentView(
                        UUID.randomUUID(), "broken.pdf", 1, "failed", null, null, "unreadable_pdf", "It is broken.")));

        var failure = JsonMapper.shared().readTree(file.toFile()).get(0);
        assertThat(failure.get("file").asString()).isEqualTo("broken.pdf");
        assertThat(failure.get("code").asString()).isEqualTo("unreadable_pdf");

        FailureFile.write(file, List.of());
        assertThat(file).doesNotExist();
    }
}
