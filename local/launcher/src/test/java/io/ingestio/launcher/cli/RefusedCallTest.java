package io.ingestio.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that are refused before anything is started. */
class RefusedCallTest {

    @TempDir
    Path folder;

    @Test
    void extractNeedsFilesNotFolders() {
        assertThat(Ingestio.run("extract", folder.toString())).isEqualTo(1);
    }

    @Test
    void extractRefusesAFolderAsItsResult() throws IOException {
        assertThat(extract("--out", folder.toString())).isEqualTo(1);
    }

    @Test
    void extractRefusesTwoFormats() throws IOException {
        assertThat(extract("--format", "csv", "--out", folder.resolve("a.xlsx").toString()))
                .isEqualTo(1);
        assertThat(extract("--format", "pdf")).isEqualTo(1);
    }

    @Test
    void upRefusesAPortThatIsNone() {
        assertThat(Ingestio.run("up", "--port", "99999")).isEqualTo(1);
    }

    private int extract(String... options) throws IOException {
        String file = Files.writeString(folder.resolve("a.pdf"), "").toString();
        String[] call = new String[options.length + 2];
        call[0] = "extract";
        call[1] = file;
        System.arraycopy(options, 0, call, 2, options.length);
        return Ingestio.run(call);
    }
}
