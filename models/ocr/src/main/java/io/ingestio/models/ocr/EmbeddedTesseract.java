package io.ingestio.models.ocr;

import io.ingestio.models.ModelFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tesseract from Maven in child JVMs, since its native code reads untrusted pictures. A child serves one picture at a time and
 * is reused; one that exceeds the time limit is killed. There are as many children as pictures were read at the same time.
 *
 * <p>A child that dies is replaced and the picture read once more: the machine may have killed it. If that dies too, the
 * picture is {@code unreadable_image}.
 */
final class EmbeddedTesseract implements OcrEngine {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedTesseract.class);
    private static final int TRIALS = 2;
    private static final Duration START = Duration.ofSeconds(30);

    private final OcrSettings settings;
    private final ConcurrentLinkedDeque<OcrProcess> idle = new ConcurrentLinkedDeque<>();
    private final ScheduledExecutorService limits = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("ocr-limits").factory());
    private volatile boolean closed;
    private @Nullable Path folder;

    EmbeddedTesseract(OcrSettings settings) {
        this.settings = settings;
    }

    @Override
    public List<OcrWord> read(Path image, String language, Threshold threshold) {
        for (int trial = 1; ; trial++) {
            try {
                return readOnce(image, language, threshold)
                        .map(tsv -> OcrWord.ofTsv(tsv).toList())
                        .orElseThrow(OcrFailures::unreadable);
            } catch (IOException e) {
                LOG.warn("OCR child ended image={} attempt={} failure={}", image.getFileName(), trial, e.toString());
                if (trial == TRIALS) {
                    throw OcrFailures.unreadable();
                }
            }
        }
    }

    /**
     * @return the TSV text; empty for a picture that cannot be decoded
     * @throws IOException when the child died while it read
     * @throws ModelFailure {@code ocr_timeout}, or {@code ocr_failed} when no child can be started
     */
    private Optional<String> readOnce(Path image, String language, Threshold threshold) throws IOException {
        OcrProcess child = borrow();
        return within(settings.limit(), child, OcrFailures::timeout, () -> {
            Optional<String> tsv = child.read(image, language, threshold);
            giveBack(child);
            return tsv;
        });
    }

    private OcrProcess borrow() {
        for (OcrProcess child = idle.pollFirst(); child != null; child = idle.pollFirst()) {
            if (child.isAlive()) {
                return child;
            }
        }
        try {
            Path data = folder();
            OcrProcess child = OcrProcess.start(settings, data, data.resolve("native"));
            return within(START, child, () -> OcrFailures.unavailable(null), () -> {
                child.awaitReady();
                return child;
            });
        } catch (IllegalStateException e) {
            throw OcrFailures.notInstalled(e);
        } catch (IOException e) {
            throw OcrFailures.unavailable(e);
        }
    }

    /** What a child is waited for. */
    private interface Exchange<T> {
        T run() throws IOException;
    }

    /**
     * Kills the child when the exchange takes longer than the limit.
     *
     * @param overdue the failure in that case
     * @throws IOException when the child died by itself
     */
    private <T> T within(Duration limit, OcrProcess child, Supplier<ModelFailure> overdue, Exchange<T> exchange)
            throws IOException {
        var timedOut = new AtomicBoolean();
        ScheduledFuture<?> kill = limits.schedule(
                () -> {
                    timedOut.set(true);
                    child.kill();
                },
                limit.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            return exchange.run();
        } catch (IOException e) {
            child.kill();
            if (timedOut.get()) {
                throw overdue.get();
            }
            throw e;
        } finally {
            kill.cancel(false);
        }
    }

    private void giveBack(OcrProcess child) {
        idle.addFirst(child);
        if (closed) {
            killIdle();
        }
    }

    /** The folder of language data and native libraries, readable by this user only; made on first use. */
    private synchronized Path folder() throws IOException {
        Path made = folder;
        if (made == null) {
            made = Files.createTempDirectory("ingestio-ocr-");
            try {
                LanguageData.unpack(settings.languages(), made);
            } catch (IOException | IllegalStateException e) {
                deleteQuietly(made);
                throw e;
            }
            folder = made;
            Runtime.getRuntime().addShutdownHook(new Thread(this::close, "ocr-close"));
        }
        return made;
    }

    private void killIdle() {
        for (OcrProcess child = idle.pollFirst(); child != null; child = idle.pollFirst()) {
            child.kill();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        killIdle();
        limits.shutdownNow();
        Path made = folder;
        if (made != null) {
            deleteQuietly(made);
        }
    }

    private static void deleteQuietly(Path folder) {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("OCR folder not deleted folder={} failure={}", folder, e.toString());
        }
    }
}
