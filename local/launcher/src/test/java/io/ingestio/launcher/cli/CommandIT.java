package io.ingestio.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ingestio.embedded.FreePorts;
import io.ingestio.launcher.client.IngestioClient;
import io.ingestio.launcher.client.view.BatchView;
import io.ingestio.launcher.client.view.DocumentView;
import io.ingestio.launcher.demo.Demo;
import io.ingestio.launcher.instance.Instance;
import io.ingestio.launcher.system.Home;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CommandIT {
    @TempDir
    private static Path folder;

    private static final int PORT = FreePorts.find();
    private static Cli cli;

    @BeforeAll
    static void startsWithOneLine() throws Exception {
        cli = new Cli(folder, folder.resolve("home"));

        Cli.Result up = cli.run("up", "--port", Integer.toString(PORT));

        assertThat(up.err()).isEmpty();
        assertThat(up.out())
                .containsExactly("IngestIO is ready at http://127.0.0.1:" + PORT + " (stop it with ./ingestio down)");
        assertThat(up.status()).isZero();
    }

    @AfterAll
    static void stopsAndLeavesNoProcessBehind() throws Exception {
        long daemon = daemon().pid();
        List<ProcessHandle> all = daemon().descendants().toList();

        assertThat(cli.run("down").status()).isZero();

        assertThat(ProcessHandle.of(daemon)).isEmpty();
        await().atMost(Duration.ofSeconds(10)).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(cli.run("status").status()).isEqualTo(1);
    }

    @Test
    void refusesSecondInstanceOnSameData() throws Exception {
        Cli.Result second = cli.run("up", "--port", Integer.toString(FreePorts.find()));

        assertThat(second.status()).isEqualTo(1);
        assertThat(second.out()).isEmpty();
        assertThat(second.err()).singleElement().asString().contains("already runs", "http://127.0.0.1:" + PORT);
    }

    @Test
    void namesThePortThatIsInUse() throws Exception {
        Cli.Result other = new Cli(folder, folder.resolve("other")).run("up", "--port", Integer.toString(PORT));

        assertThat(other.status()).isEqualTo(1);
        assertThat(other.out()).isEmpty();
        assertThat(other.err())
                .containsExactly("Port " + PORT + " is taken by another program; choose one with --port N");
    }

    @Test
    void keepsDataAcrossKill() throws Exception {
        Path invoice = Demo.writeDocuments(folder.resolve("documents")).getFirst();
        Cli.Result extracted =
                cli.run("extract", invoice.toString(), "--format", "json", "--out", "result.json", "--user", "carol");
        assertThat(extracted.status())
                .as(() -> String.join("\n", extracted.err()))
                .isZero();
        assertThat(folder.resolve("result.json")).content().contains("NW-2026-0147");
        String token = cli.run("token", "carol").out().getFirst();

        ProcessHandle killed = daemon();
        killed.destroyForcibly();
        killed.onExit().join();
        assertThat(cli.run("up", "--port", Integer.toString(PORT)).status()).isZero();

        var client = new IngestioClient(URI.create("http://127.0.0.1:" + PORT), token);
        assertThat(client.batches()).extracting(BatchView::status).containsOnlyOnce("completed");
        BatchView batch = client.batches(Map.of("status", "completed")).items().getFirst();
        showsBatchesAndJourneys(batch, client.documents(batch.id(), "to_review").getFirst());
    }

    private static void showsBatchesAndJourneys(BatchView batch, DocumentView document) throws Exception {
        String id = batch.id().toString();
        assertThat(cli.run("batches", "--user", "carol", "--status", "completed", "--sort", "-pages", "--limit", "1")
                        .out())
                .singleElement()
                .asString()
                .startsWith(id);
        assertThat(cli.run("batches", "--name", "no such name").out()).containsExactly("No batch matches.");
        Cli.Result wrong = cli.run("batches", "--sort", "size");
        assertThat(wrong.err()).singleElement().asString().contains("sort must be");
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(cli.run("batch", id, "--user", "carol", "--tab", "error").out())
                .hasSize(2);
        assertThat(cli.run("batch", id, "--user", "carol", "--tab", "to_review")
                        .out()
                        .getLast())
                .contains(document.name());
        assertThat(cli.run("journey", document.id().toString(), "--user", "carol")
                        .out())
                .anySatisfy(line -> assertThat(line).contains("+0.000 s", "upload", "received"))
                .anySatisfy(line -> assertThat(line).contains("extraction", "started, attempt 1"))
                .anySatisfy(line -> assertThat(line).contains("extraction", "completed"));
        assertThat(cli.run("journey", id).status()).isEqualTo(1);
        exportsBatch(id);
        showsAndConfirmsData(document.id().toString());
        assertThat(cli.run("export", id, "--user", "carol", "--confirmed", "--out", "confirmed.csv")
                        .status())
                .isZero();
    }

    private static void showsAndConfirmsData(String id) throws Exception {
        String data = String.join(
                "\n", cli.run("data", id, "--user", "carol", "--version", "1").out());
        assertThat(data).contains("\"NW-2026-0147\"").contains("727.01");
        assertThat(cli.run("data", id, "--user", "carol", "--version", "7").status())
                .isEqualTo(1);
        assertThat(cli.run("confirm", id, "--all", "--user", "carol").out())
                .singleElement()
                .asString()
                .isEqualTo(id + "  confirmed, version 1");
        assertThat(cli.run("confirm", id).status()).isEqualTo(1);
    }

    private static void exportsBatch(String id) throws Exception {
        Cli.Result export = cli.run("export", id, "--user", "carol", "--rows", "line_items", "--out", "lines.csv");

        assertThat(export.status()).as(() -> String.join("\n", export.err())).isZero();
        assertThat(export.out()).startsWith("Wrote lines.csv").anyMatch(line -> line.startsWith("1 document, "));
        assertThat(Files.readAllLines(folder.resolve("lines.csv"))).hasSizeGreaterThan(2);
        Cli.Result unknown = cli.run("export", id, "--user", "carol", "--rows", "nothing");
        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.err()).anyMatch(line -> line.contains("line_items"));
        assertThat(cli.run("export", id, "--user", "carol", "--confirmed").status())
                .isEqualTo(1);
    }

    @Test
    void folderWithMoreFilesThanABatchHolds() throws Exception {
        Path invoices = folder.resolve("invoices");
        byte[] invoice =
                Files.readAllBytes(Demo.writeDocuments(folder.resolve("many")).getFirst());
        for (int i = 10; i < 37; i++) {
            Files.createDirectories(invoices.resolve("within"));
            Files.write(invoices.resolve(i < 20 ? "within/" + i + ".pdf" : i + ".pdf"), invoice);
        }
        Files.writeString(invoices.resolve("99-broken.pdf"), "no document");

        Cli.Result result = cli.run(
                "extract", "invoices", "--user", "dora", "--name", "May", "--out", "may.csv", "--prompt", "the total");

        assertThat(result.status()).as(() -> String.join("\n", result.err())).isEqualTo(3);
        assertThat(Files.readAllLines(folder.resolve("may.csv"))).hasSize(28);
        assertThat(folder.resolve("may.failed.json")).content().contains("99-broken.pdf", "unsupported_file_type");
        assertThat(cli.run("batches", "--user", "dora", "--sort", "name").out())
                .satisfiesExactly(
                        first -> assertThat(first).contains("May (1 of 2)"),
                        second -> assertThat(second).contains("May (2 of 2)"));
    }

    @Test
    void interruptedExtractionIsCancelled() throws Exception {
        byte[] photo = Files.readAllBytes(Demo.writeDocuments(folder.resolve("photos")).stream()
                .filter(file -> file.toString().endsWith(".png"))
                .findFirst()
                .orElseThrow());
        Files.createDirectories(folder.resolve("slow"));
        for (int i = 0; i < 20; i++) {
            Files.write(folder.resolve("slow/" + i + ".png"), photo);
        }
        Process extract = cli.start("extract", "slow", "--user", "erik");
        String token = cli.run("token", "erik").out().getFirst();
        var client = new IngestioClient(URI.create("http://127.0.0.1:" + PORT), token);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> client.batches().stream()
                        .anyMatch(batch -> batch.status().equals("queued")
                                || batch.status().equals("processing")));

        extract.destroy(); // as Ctrl-C does

        assertThat(extract.waitFor()).isNotZero();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> client.batches().getFirst().status().equals("cancelled"));
    }

    /** The lines in docs/api.md, as they are printed there but for the port. */
    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void examplesOfTheApiPageRun() throws Exception {
        Path invoice = Demo.writeDocuments(folder.resolve("example")).getFirst();
        Files.copy(invoice, folder.resolve("invoice.pdf"));
        String page = Files.readString(Path.of("..", "..", "docs", "api.md"));
        String lines = page.substring(page.indexOf("```sh") + 5, page.indexOf("```\n", page.indexOf("```sh") + 5));
        assertThat(lines).contains("http://127.0.0.1:8080/");

        Cli.Result result = cli.terminal(lines.replace("127.0.0.1:8080", "127.0.0.1:" + PORT));

        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(String.join("", result.out())).contains("NW-2026-0147");
        assertThat(folder.resolve("data.csv")).content().contains("NW-2026-0147");
    }

    @Test
    void rejectsNonDocumentByNameAndExitStatus() throws Exception {
        Path broken = Demo.writeDocuments(folder.resolve("more")).getLast();

        Cli.Result result = cli.run("extract", broken.toString());

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).anySatisfy(line -> assertThat(line).contains("notes.pdf", "unsupported_file_type"));
    }

    @Test
    void saysByStatusAndFileThatSomeFailed() throws Exception {
        List<Path> documents = Demo.writeDocuments(folder.resolve("some"));

        Cli.Result result = cli.run(
                "extract", documents.getFirst().toString(), documents.getLast().toString(), "--out", "some.csv");

        assertThat(result.status()).isEqualTo(3);
        assertThat(result.err()).anySatisfy(line -> assertThat(line).contains("1 failed, 0 left"));
        assertThat(folder.resolve("some.csv")).isNotEmptyFile();
        assertThat(folder.resolve("some.failed.json")).content().contains("notes.pdf", "unsupported_file_type");
    }

    private static ProcessHandle daemon() {
        return Instance.running(new Home(folder.resolve("home"))).process();
    }
}
