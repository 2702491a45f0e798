package io.ingestio.bench.pages;

import io.ingestio.bench.Benchmark;
import io.ingestio.reader.DocumentReader;
import io.ingestio.reader.ReaderSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The page counts of files, one after the other, in a warm child JVM, against {@code qpdf --show-npages}, a process for each. */
public final class PageCount implements Benchmark {
    private static final Duration ENDS = Duration.ofMinutes(5);
    private static final int WARM_UP = 30;

    private final String name;
    private final int pages;
    private final Path folder;
    private final DocumentReader reader =
            new DocumentReader(ReaderSettings.defaults().withMaxChildren(1));

    private @Nullable List<Path> files;

    /** @param pages of the one file that is counted; 0 for the files of a folder */
    public PageCount(String name, int pages) throws IOException {
        this.name = name;
        this.pages = pages;
        this.folder = Files.createTempDirectory("ingestio-bench-");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String workload() {
        return pages == 0
                ? "The page counts of all PDFs of ../shared/data/pdf (or of 40 generated ones), one after the other, each through the"
                        + " protocol of a warm child JVM; against a process of qpdf --show-npages for each."
                : "The page count of a PDF of 2,000 pages in a warm child JVM; against qpdf --show-npages, which believes /Count.";
    }

    @Override
    public String figures() {
        return "milliseconds a file, peer = qpdf " + qpdfVersion();
    }

    @Override
    public String goal() {
        return ">= 3";
    }

    @Override
    public int repetitions() {
        return 7;
    }

    @Override
    public void warmUp() throws Exception {
        List<Path> found = pages == 0 ? Pdfs.samples(folder) : List.of(Pdfs.ofPages(folder.resolve("long.pdf"), pages));
        files = found;
        for (int i = 0; i < WARM_UP; i++) {
            ours(found);
        }
        theirs(found);
    }

    @Override
    public Sample measure() throws Exception {
        List<Path> found = files == null ? List.of() : files;
        double ours = ours(found) / found.size();
        double theirs = theirs(found) / found.size();
        return new Sample(ours, theirs, theirs / ours);
    }

    private double ours(List<Path> found) {
        long start = System.nanoTime();
        found.forEach(file -> reader.inspect(file).block(ENDS));
        return (System.nanoTime() - start) / 1e6;
    }

    private static double theirs(List<Path> found) throws IOException, InterruptedException {
        long start = System.nanoTime();
        for (Path file : found) {
            run("qpdf", "--show-npages", file.toString());
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static String qpdfVersion() {
        try {
            Process qpdf = new ProcessBuilder("qpdf", "--version").start();
            String first = new String(qpdf.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
            return first.replace("qpdf version ", "");
        } catch (IOException e) {
            return "is not installed";
        }
    }
}
