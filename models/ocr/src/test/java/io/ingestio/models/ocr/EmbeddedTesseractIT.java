package io.ingestio.models.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.models.ModelFailure;
import io.ingestio.reader.Word;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedTesseractIT {

    private static final Ocr OCR = Ocr.of(OcrSettings.defaults());

    @TempDir
    Path folder;

    @AfterAll
    static void close() {
        OCR.close();
    }

    @Test
    void readsEnglishWithBoxes() throws IOException {
        List<Word> words = OCR.words(picture(BufferedImage.TYPE_INT_RGB, "Invoice total 1,249.00"));

        assertThat(Pictures.text(words)).isEqualTo("Invoice total 1,249.00");
        assertThat(words).allSatisfy(word -> {
            assertThat(word.x()).isBetween(50f, 1_200f);
            assertThat(word.y()).isBetween(50f, 400f);
        });
    }

    @Test
    void readsGermanWithUmlauts() throws IOException {
        Path image = picture(BufferedImage.TYPE_INT_RGB, "Rechnung für Müller und Söhne", "Gesamtbetrag 1.249,00");

        assertThat(Pictures.text(OCR.words(image))).isEqualTo("Rechnung für Müller und Söhne Gesamtbetrag 1.249,00");
    }

    @Test
    void readsTransparentPictures() throws IOException {
        assertThat(OCR.words(picture(BufferedImage.TYPE_INT_ARGB, "Invoice 4711")))
                .extracting(Word::text)
                .contains("Invoice");
    }

    @Test
    void rejectsWhatIsNoPicture() throws IOException {
        Path file = Files.writeString(folder.resolve("not-a-picture.png"), "hello");

        assertThatThrownBy(() -> OCR.words(file))
                .isInstanceOfSatisfying(
                        ModelFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNREADABLE_IMAGE));
        assertThat(OCR.words(picture(BufferedImage.TYPE_INT_RGB, "Still alive")))
                .isNotEmpty();
    }

    @Test
    void readsManyPicturesAtOnce() throws IOException {
        Path image = picture(BufferedImage.TYPE_INT_RGB, "Invoice 4711");

        assertThat(IntStream.range(0, 6)
                        .parallel()
                        .mapToObj(i -> OCR.words(image))
                        .toList())
                .allSatisfy(words -> assertThat(words).extracting(Word::text).contains("Invoice"));
    }

    @Test
    void timesOutAndUsesAnotherChild() throws IOException {
        var settings = new OcrSettings(OcrSettings.Engine.EMBEDDED, List.of("eng"), Duration.ofMillis(1), 64);
        Path image = picture(BufferedImage.TYPE_INT_RGB, "Invoice 4711");

        try (Ocr impatient = Ocr.of(settings)) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> impatient.words(image))
                        .isInstanceOfSatisfying(
                                ModelFailure.class,
                                failure -> assertThat(failure.code()).isEqualTo(ErrorCode.OCR_TIMEOUT));
            }
        }
    }

    @Test
    void namesLanguagesThatItDoesNotHave() {
        var settings = new OcrSettings(OcrSettings.Engine.EMBEDDED, List.of("jpn"), Duration.ofSeconds(9), 64);

        try (Ocr japanese = Ocr.of(settings)) {
            assertThatThrownBy(() -> japanese.words(folder)).hasMessageContaining("jpn");
        }
    }

    private Path picture(int type, String... lines) throws IOException {
        return Pictures.write(folder, type, lines);
    }
}
