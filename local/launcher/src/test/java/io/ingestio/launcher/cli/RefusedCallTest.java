package io.ingestio.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that are refused before anything is started. */
class RefusedCallTest {

    @TempDir
    Path folder;

    @Test
    void extractNeedsAFile() {
        assertThat(Ingestio.run("extract", folder.toString())).isEqualTo(2);
    }

    @Test
    void extractRefusesAFolderAsItsResult() throws IOException {
        assertThat(extract("--out", folder.toString())).isEqualTo(2);
    }

    @Test
    void extractRefusesTwoFormats() throws IOException {
        assertThat(extract("--format", "csv", "--out", folder.resolve("a.xlsx").toString()))
                .isEqualTo(2);
        assertThat(extract("--format", "pdf")).isEqualTo(2);
    }

    @Test
    void upRefusesAPortThatIsNone() {
        assertThat(Ingestio.run("up", "--port", "99999")).isEqualTo(2);
        assertThat(Ingestio.run("up", "--port", "many")).isEqualTo(2);
    }

    @Test
    void saysInASentenceThatAnIdIsNone() {
        for (String command : List.of("batch", "journey", "cancel", "data", "confirm", "export", "redo", "delete")) {
            Call call = call(command, "my batch");
            assertThat(call.status()).as(command).isEqualTo(2);
            assertThat(call.err())
                    .as(command)
                    .containsExactly(
                            "'my batch' is not an id: ./ingestio batches shows those of your batches.",
                            "./ingestio help " + command + " lists the options.");
        }
    }

    @Test
    void namesTheTabsBeforeItShowsAnything() {
        Call call = call("batch", "0b54a9d2-3f0a-4b0e-9d3e-5f6b7a8c9d10", "--tab", "nope");

        assertThat(call.status()).isEqualTo(2);
        assertThat(call.err()).first().asString().isEqualTo("--tab must be one of all, to_review, confirmed, error.");
    }

    @Test
    void saysHowAVersionIsNamed() {
        Call call = call("data", "0b54a9d2-3f0a-4b0e-9d3e-5f6b7a8c9d10", "--version", "1.x");

        assertThat(call.status()).isEqualTo(2);
        assertThat(call.err())
                .first()
                .asString()
                .isEqualTo("--version must be a number, such as 2, or 2.1 for its first edit.");
    }

    @Test
    void optionThatDoesNotExistIsAWrongCall() {
        Call call = call("batches", "--colour", "red");

        assertThat(call.status()).isEqualTo(2);
        assertThat(call.err()).hasSize(2).last().isEqualTo("./ingestio help batches lists the options.");
    }

    private record Call(int status, List<String> err) {}

    private static Call call(String... arguments) {
        PrintStream before = System.err;
        var bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            int status = Ingestio.run(arguments);
            return new Call(
                    status, bytes.toString(StandardCharsets.UTF_8).lines().toList());
        } finally {
            System.setErr(before);
        }
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
