package io.ingestio.bench;

import io.ingestio.embedded.FreePorts;
import io.ingestio.embedded.S3Server;
import io.ingestio.launcher.client.Draft;
import io.ingestio.launcher.client.IngestioClient;
import io.ingestio.launcher.system.LocalSystem;
import io.ingestio.launcher.system.SystemOptions;
import io.ingestio.objectstore.ObjectStoreSettings;
import io.ingestio.objectstore.S3ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

/** How much of a plain copy's throughput is left when large files are received, judged by their bytes and stored. */
final class Upload implements Benchmark {
    private static final int FILES = 50;
    private static final int FILE_BYTES = 50 * 1024 * 1024;
    private static final int HEAD_BYTES = 4 * 1024;
    private static final String BUCKET = "copies";

    @Override
    public String name() {
        return "upload";
    }

    @Override
    public String workload() {
        return "50 PDFs of 50 MB at once, each into a draft of a user of its own, through the gateway until it is stored and accepted; the peer"
                + " puts the same files at once, by the same SDK, into an S3 server of the same kind. All parts and all clients in one JVM.";
    }

    @Override
    public String figures() {
        return "MB/s";
    }

    @Override
    public String goal() {
        return ">= 0.8";
    }

    @Override
    public int repetitions() {
        return 5;
    }

    @Override
    public Sample measure() throws Exception {
        Path folder = Files.createTempDirectory("ingestio-bench-");
        try {
            Path file = pdf(folder.resolve("large.pdf"));
            double peer = copy(folder.resolve("copies"), file);
            double ours = upload(folder.resolve("home"), file);
            return new Sample(ours, peer, ours / peer);
        } finally {
            delete(folder);
        }
    }

    private static double upload(Path home, Path file) throws Exception {
        try (LocalSystem system = LocalSystem.start(SystemOptions.in(home))) {
            var admin = new IngestioClient(system.baseUrl(), system.token("operator", "admin"));
            List<Callable<Void>> all = new ArrayList<>();
            for (int i = 0; i < FILES; i++) {
                admin.subscribe("sender-" + i, "plus");
                var client = new IngestioClient(system.baseUrl(), system.token("sender-" + i));
                Draft draft = client.drafts().open("large", List.of(file), null);
                all.add(() -> {
                    client.drafts().send(draft.documents().getFirst(), file, sent -> {});
                    return null;
                });
            }
            return megabytesPerSecond(all);
        }
    }

    private static double copy(Path folder, Path file) throws Exception {
        var credentials = new S3Server.Credentials("benchmark", "benchmark-secret");
        S3Server server = S3Server.start(folder, FreePorts.find(), credentials, BUCKET);
        var settings = new ObjectStoreSettings(
                server.endpoint(),
                "us-east-1",
                BUCKET,
                credentials.accessKey(),
                credentials.secretKey(),
                false,
                FILES,
                Duration.ofSeconds(10),
                Duration.ofSeconds(60));
        try (server;
                S3ObjectStore store = S3ObjectStore.connect(settings)) {
            return megabytesPerSecond(IntStream.range(0, FILES)
                    .<Callable<Void>>mapToObj(i -> () -> {
                        store.put("copy-" + i, file, "application/pdf").block();
                        return null;
                    })
                    .toList());
        }
    }

    private static double megabytesPerSecond(List<Callable<Void>> transfers) throws Exception {
        long start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> one : threads.invokeAll(transfers)) {
                one.get();
            }
        }
        return (double) FILES * FILE_BYTES / 1e6 / ((System.nanoTime() - start) / 1e9);
    }

    /** One page, and bytes that no part needs to read. */
    private static Path pdf(Path file) throws IOException {
        byte[] noise = new byte[FILE_BYTES - HEAD_BYTES];
        new Random(1).nextBytes(noise);
        try (var document = new PDDocument()) {
            var page = new PDPage();
            document.addPage(page);
            COSStream stream = document.getDocument().createCOSStream();
            try (var out = stream.createRawOutputStream()) {
                out.write(noise);
            }
            page.getCOSObject().setItem(COSName.getPDFName("Noise"), stream);
            document.save(file.toFile());
        }
        return file;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
