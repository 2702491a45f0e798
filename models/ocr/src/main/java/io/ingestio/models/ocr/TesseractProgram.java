package io.ingestio.models.ocr;

import io.ingestio.models.ModelFailure;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The {@code tesseract} program of the system: a process with one thread and a time limit for each picture. */
final class TesseractProgram implements OcrEngine {

    private final Path executable;
    private final Duration limit;
    private final List<String> installed;

    TesseractProgram(Path executable, OcrSettings settings) {
        this.executable = executable;
        this.limit = settings.limit();
        this.installed = installedLanguages(executable);
    }

    /**
     * @throws IllegalStateException if the program is not on this process's {@code PATH}
     */
    static TesseractProgram onPath(OcrSettings settings) {
        return find().map(executable -> new TesseractProgram(executable, settings))
                .orElseThrow(
                        () -> new IllegalStateException(
                                "ingestio.ocr.engine is tesseract, but no program tesseract is on the PATH; install it or use embedded"));
    }

    static Optional<Path> find() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "tesseract"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Those of the wanted languages that are installed; English if none is. */
    List<String> installed(List<String> wanted) {
        List<String> both = wanted.stream().filter(installed::contains).toList();
        return both.isEmpty() ? List.of("eng") : both;
    }

    @Override
    public List<OcrWord> read(Path image, String language, Threshold threshold) {
        Path out = null;
        try {
            out = Files.createTempFile("ingestio-ocr", ".tsv");
            var builder = new ProcessBuilder(
                    executable.toString(),
                    image.toAbsolutePath().toString(),
                    "stdout",
                    "--psm",
                    "4",
                    "-l",
                    language,
                    "-c",
                    "thresholding_method=" + threshold.variable(),
                    "tsv");
            builder.environment().put("OMP_THREAD_LIMIT", "1");
            builder.redirectOutput(out.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
            if (exitOf(builder.start()) != 0) {
                throw OcrFailures.unreadable();
            }
            return OcrWord.ofTsv(Files.readString(out, StandardCharsets.UTF_8)).toList();
        } catch (IOException e) {
            throw OcrFailures.unavailable(e);
        } finally {
            deleteQuietly(out);
        }
    }

    /**
     * @throws ModelFailure {@code ocr_timeout}, when the process was killed at its limit
     */
    private int exitOf(Process process) {
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
        throw OcrFailures.timeout();
    }

    private static List<String> installedLanguages(Path executable) {
        try {
            Process process = new ProcessBuilder(executable.toString(), "--list-langs")
                    .redirectErrorStream(true)
                    .start();
            try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
                return lines.lines().map(String::strip).toList();
            }
        } catch (IOException e) {
            return List.of();
        }
    }

    private static void deleteQuietly(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // A leftover in the temporary folder does no harm.
        }
    }

    @Override
    public void close() {
        // Each picture has a process of its own.
    }
}
