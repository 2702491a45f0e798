package io.ingestio.models.offline.page;

import io.ingestio.models.DocumentContent;
import io.ingestio.models.ModelFailure;
import io.ingestio.models.ocr.Ocr;
import io.ingestio.reader.DocumentReader;
import io.ingestio.reader.DocumentText;
import io.ingestio.reader.PageText;
import io.ingestio.reader.UnreadableDocument;
import io.ingestio.reader.Word;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Adds text to documents and pages without a text layer, by rendering the page and reading the image. */
public final class Scans {
    private static final int POINTS = 72;
    private static final int DPI = 250;
    /** Words of a lower median height, in pixels, are small print. */
    private static final float SMALL_PRINT = 22;

    private static final int MOST_PAGES = 20;

    private final DocumentReader reader;
    private final Ocr ocr;
    private final Scheduler scheduler;

    public Scans(DocumentReader reader, Ocr ocr, Scheduler scheduler) {
        this.reader = reader;
        this.ocr = ocr;
        this.scheduler = scheduler;
    }

    /** The document's own text where it has one, with the words of up to 20 scanned pages added. */
    public Mono<DocumentText> complete(DocumentContent document) {
        List<Integer> scanned = document.text().pages().stream()
                .filter(page -> page.words().isEmpty())
                .map(PageText::number)
                .limit(MOST_PAGES)
                .toList();
        if (scanned.isEmpty()) {
            return Mono.just(document.text());
        }
        boolean image = document.mimeType().startsWith("image/");
        return Flux.fromIterable(document.text().pages())
                .concatMap(page -> {
                    if (!scanned.contains(page.number())) {
                        return Mono.just(page);
                    }
                    return image ? readPicture(document.file(), page) : readScan(document.file(), page);
                })
                .collectList()
                .map(document.text()::withPages);
    }

    /**
     * A page of an image file, upright and as large as it is: its pixels are points. One with small print is read again at twice its
     * size, the size that the engine is trained for.
     */
    private Mono<PageText> readPicture(Path file, PageText page) {
        return renderedAndRead(file, page.number(), POINTS)
                .flatMap(words ->
                        isSmallPrint(words) ? renderedAndRead(file, page.number(), 2 * POINTS) : Mono.just(words))
                .map(words -> new PageText(page.number(), page.width(), page.height(), words));
    }

    private static boolean isSmallPrint(List<Word> words) {
        List<Float> heights = words.stream().map(Word::height).sorted().toList();
        return !heights.isEmpty() && heights.get(heights.size() / 2) < SMALL_PRINT;
    }

    private Mono<PageText> readScan(Path file, PageText page) {
        return renderedAndRead(file, page.number(), DPI)
                .map(words -> new PageText(page.number(), page.width(), page.height(), words));
    }

    private Mono<List<Word>> renderedAndRead(Path file, int pageNumber, int dpi) {
        return Mono.using(
                        Scans::temporary,
                        png -> reader.render(file, pageNumber, dpi, png)
                                .publishOn(scheduler)
                                .map(rendered -> inPoints(ocr.words(rendered), dpi)),
                        Scans::deleteQuietly)
                .subscribeOn(scheduler)
                .onErrorMap(UnreadableDocument.class, ModelFailure::of);
    }

    private static List<Word> inPoints(List<Word> pixels, int dpi) {
        float scale = (float) POINTS / dpi;
        return pixels.stream()
                .map(word -> new Word(
                        word.text(), word.x() * scale, word.y() * scale, word.width() * scale, word.height() * scale))
                .toList();
    }

    private static Path temporary() {
        try {
            return Files.createTempFile("ingestio-page", ".png");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // A leftover in the temporary folder is harmless.
        }
    }
}
