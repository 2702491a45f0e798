package io.ingestio.models.ocr;

import io.ingestio.models.ModelFailure;
import io.ingestio.models.ocr.OcrEngine.Threshold;
import io.ingestio.reader.Word;
import java.nio.file.Path;
import java.util.List;

/** Reads the words of pictures. Blocks its caller; safe for several threads. */
public final class Ocr implements AutoCloseable {

    private static final double SURE = 60;
    private static final double CREDIBLE = 20;

    /** A picture with fewer sure words is read again with local thresholds: faint print, shadows. */
    private static final int FEW_WORDS = 25;

    private final OcrEngine engine;
    private final List<String> languages;

    Ocr(OcrEngine engine, List<String> languages) {
        this.engine = engine;
        this.languages = List.copyOf(languages);
    }

    /**
     * The engine of the settings.
     *
     * @throws IllegalStateException if it needs the program {@code tesseract}, which is not on the {@code PATH}
     */
    public static Ocr of(OcrSettings settings) {
        return switch (settings.engine()) {
            case EMBEDDED -> new Ocr(new EmbeddedTesseract(settings), settings.languages());
            case TESSERACT -> {
                TesseractProgram program = TesseractProgram.onPath(settings);
                yield new Ocr(program, program.installed(settings.languages()));
            }
        };
    }

    /**
     * The credible words of a picture, in reading order, with boxes in its pixels. It is read in the first language of the
     * settings; where the text looks like another of them, in that one: reading with several at once loses accents.
     *
     * @param image PNG or JPEG, untrusted
     * @throws ModelFailure {@code unreadable_image}, {@code ocr_timeout} or {@code ocr_failed}
     */
    public List<Word> words(Path image) {
        List<Word> words = words(image, languages.getFirst());
        String language = TextLanguage.of(words.stream().map(Word::text), languages);
        return language.equals(languages.getFirst()) ? words : words(image, language);
    }

    private List<Word> words(Path image, String language) {
        List<OcrWord> global = engine.read(image, language, Threshold.GLOBAL);
        if (sure(global) >= FEW_WORDS) {
            return credible(global);
        }
        List<OcrWord> local = engine.read(image, language, Threshold.LOCAL);
        return credible(sure(local) > sure(global) ? local : global);
    }

    private static long sure(List<OcrWord> words) {
        return words.stream().filter(word -> word.confidence() >= SURE).count();
    }

    private static List<Word> credible(List<OcrWord> words) {
        return words.stream()
                .filter(word -> word.confidence() >= CREDIBLE)
                .map(OcrWord::word)
                .toList();
    }

    @Override
    public void close() {
        engine.close();
    }
}
