package io.ingestio.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shortest soak, as a user runs it. */
class SoakIT {

    @TempDir
    private Path folder;

    @Test
    void soakOfAMinuteFindsNoViolation() throws Exception {
        Cli.Result soak = new Cli(folder, folder.resolve("home")).run("soak", "--minutes", "1");

        assertThat(soak.status())
                .as(() -> String.join("\n", soak.out()) + String.join("\n", soak.err()))
                .isZero();
        assertThat(soak.out()).doesNotContain("Violations:").last().asString().startsWith("Nothing was found lost");
        assertThat(folder.resolve("home")).doesNotExist();
    }
}
