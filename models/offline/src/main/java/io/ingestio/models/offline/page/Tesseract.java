package io.ingestio.models.offline.page;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.models.ModelFailure;
import io.ingestio.reader.Word;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the words of an image with the {@code tesseract} program, in a process of its own with one thread and a time limit.
 * Blocks the calling thread.
 */
public final class Tesseract {
    private static final List<String> LANGUAGES = List.of("eng", "deu", "fra", "nld", "spa", "ita");
    private static final double SURE = 60;
    private static final double CREDIBLE = 20;
    /** A page with fewer sure words than this is read again with local instead of global thresholds: faint print, shadows. */
    private static final int FEW_WORDS = 25;

    private final Path executable;
    private final Duration limit;
    private final String languages;

    private record Scored(Word word, double confidence) {}

    private Tesseract(Path executable, Duration limit, String languages) {
        this.executable = executable;
        this.limit = limit;
        this.languages = languages;
    }

    /** The program on this machine's {@code PATH}, with those of its installed languages that the rules know. */
    public static Optional<Tesseract> installed(Duration limit) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "tesseract"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(executable -> new Tesseract(executable, limit, languagesOf(executable)));
    }

    /** The failure of an image while the program is missing. */
    static ModelFailure notInstalled() {
        return ModelFailure.document(
                ErrorCode.OCR_NOT_INSTALLED,
                "The document is an image without a text layer, and the program that reads"
                        + " images is not installed. Install tesseract-ocr with its English data, or choose another model.");
    }

    /** The words of an image with their boxes in its pixels. */
    List<Word> words(Path image) {
        List<Scored> global = read(image, "0");
        if (sure(global) >= FEW_WORDS) {
            return credible(global);
        }
        List<Scored> local = read(image, "1");
        return credible(sure(local) > sure(global) ? local : global);
    }

    private static long sure(List<Scored> words) {
        return words.stream().filter(word -> word.confidence() >= SURE).count();
    }

    private static List<Word> credible(List<Scored> words) {
        return words.stream()
                .filter(word -> word.confidence() >= CREDIBLE)
                .map(Scored::word)
                .toList();
    }

    private List<Scored> read(Path image, String threshold) {
        List<Scored> words = new ArrayList<>();
        for (String row : run(image, threshold)) {
            String[] columns = row.split("\t", -1);
            if (columns.length == 12 && columns[0].equals("5") && !columns[11].isBlank()) {
                var word = new Word(
                        columns[11].strip(),
                        Float.parseFloat(columns[6]),
                        Float.parseFloat(columns[7]),
                        Float.parseFloat(columns[8]),
                        Float.parseFloat(columns[9]));
                words.add(new Scored(word, Double.parseDouble(columns[10])));
            }
        }
        return words;
    }

    private List<String> run(Path image, String threshold) {
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
                    languages,
                    "-c",
                    "thresholding_method=" + threshold,
                    "tsv");
            builder.environment().put("OMP_THREAD_LIMIT", "1");
            builder.redirectOutput(out.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
            int exit = await(builder.start());
            if (exit != 0) {
                throw ModelFailure.document(
                        ErrorCode.UNREADABLE_IMAGE, "The image could not be read. Save it again as JPEG or PNG.");
            }
            return Files.readAllLines(out, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ModelFailure(
                    ModelFailure.Kind.UNAVAILABLE,
                    ErrorCode.OCR_FAILED,
                    "The program that reads images could not be run.",
                    null,
                    e);
        } finally {
            deleteQuietly(out);
        }
    }

    private int await(Process process) {
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
        throw new ModelFailure(
                ModelFailure.Kind.TIMEOUT, ErrorCode.OCR_TIMEOUT, "Reading the image took too long.", null, null);
    }

    private static String languagesOf(Path executable) {
        try {
            Process process = new ProcessBuilder(executable.toString(), "--list-langs")
                    .redirectErrorStream(true)
                    .start();
            List<String> installed;
            try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
                installed = lines.lines().map(String::strip).toList();
            }
            List<String> known = LANGUAGES.stream().filter(installed::contains).toList();
            return known.isEmpty() ? "eng" : String.join("+", known);
        } catch (IOException e) {
            return "eng";
        }
    }

    private static void deleteQuietly(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // A leftover in the temporary folder is harmless.
        }
    }
}
