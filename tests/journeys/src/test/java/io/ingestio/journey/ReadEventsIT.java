package io.ingestio.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.launcher.client.Submission;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of {@code docs/events.md}, as printed there: a program outside the services. */
class ReadEventsIT {

    private static final String QUIET = "-Dlogback.configurationFile=io/ingestio/launcher/quiet.xml";
    private static final Path EXAMPLE = Path.of("..", "..", "docs", "examples", "ReadEvents.java");

    @TempDir
    Path folder;

    @Test
    void exampleSeesABatchComplete() throws Exception {
        try (Journey journey = Journey.start(folder, options -> options)) {
            var alice = journey.user("alice", "plus");
            Submission submission = journey.submit(alice, "read", 2);
            journey.awaitFinished(alice, submission.id());

            List<String> lines = run(journey.system().kafkaBootstrap(), "first");

            assertThat(lines)
                    .filteredOn(line -> line.startsWith("completed batch.completed " + submission.id()))
                    .singleElement()
                    .asString()
                    .contains("\"completedCount\":2");
            assertThat(run(journey.system().kafkaBootstrap(), "first"))
                    .as("a group continues where it was")
                    .isEmpty();
        }
    }

    private static List<String> run(String bootstrap, String group) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        QUIET,
                        "-cp",
                        System.getProperty("java.class.path"),
                        EXAMPLE.toString(),
                        bootstrap,
                        "ingestio.orchestration",
                        group)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(Files.readString(Path.of("..", "..", "docs", "events.md"))).contains("java " + QUIET + " -cp");
        assertThat(output.lines())
                .as("nothing but events")
                .allMatch(line ->
                        line.startsWith("completed ") || line.startsWith("deleted ") || line.startsWith("ignored "));
        return output.lines().toList();
    }
}
