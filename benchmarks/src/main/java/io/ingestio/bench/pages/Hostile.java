package io.ingestio.bench.pages;

import io.ingestio.bench.Benchmark;
import io.ingestio.reader.DocumentReader;
import io.ingestio.reader.ReaderSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;

/**
 * Good files of one user, while another's bombs come in between: one file in twenty costs its child. Against the same good files
 * alone.
 */
public final class Hostile implements Benchmark {
    private static final Duration ENDS = Duration.ofMinutes(10);
    private static final int ROUNDS = 40;
    private static final int IN_TWENTY = 19;

    private final Path folder;
    private final DocumentReader reader = new DocumentReader(ReaderSettings.defaults());
    private List<Path> good = List.of();
    private Path bomb = Path.of("");

    public Hostile() throws IOException {
        this.folder = Files.createTempDirectory("ingestio-bench-");
    }

    @Override
    public String name() {
        return "page-count-hostile";
    }

    @Override
    public String workload() {
        return "Page counts of 40 times all PDFs of ../shared/data/pdf (or of 40 generated ones), eight at once, while for each nineteen of them"
                + " another user has a bomb of 1 MB counted that costs its child JVM; against the same without bombs. 2 child JVMs.";
    }

    @Override
    public String figures() {
        return "good files per second, ours = with bombs, peer = without";
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
    public void warmUp() throws Exception {
        good = Pdfs.times(ROUNDS, Pdfs.samples(folder));
        bomb = Pdfs.bomb(folder.resolve("bomb.pdf"));
        rate(List.of());
    }

    @Override
    public Sample measure() {
        double without = rate(List.of());
        List<Path> bombs = new ArrayList<>();
        for (int i = 0; i < good.size() / IN_TWENTY; i++) {
            bombs.add(bomb);
        }
        double with = rate(bombs);
        return new Sample(with, without, with / without);
    }

    /** The bombs are all there when the good files begin. */
    private double rate(List<Path> bombs) {
        var hostile = Flux.fromIterable(bombs)
                .flatMap(file -> reader.inspect(file).onErrorComplete(), Math.max(1, bombs.size()))
                .contextWrite(DocumentReader.sharedBy("mallory"))
                .subscribe();
        long start = System.nanoTime();
        Flux.fromIterable(good)
                .flatMap(reader::inspect, 8)
                .contextWrite(DocumentReader.sharedBy("alice"))
                .blockLast(ENDS);
        double seconds = (System.nanoTime() - start) / 1e9;
        hostile.dispose();
        return good.size() / seconds;
    }
}
