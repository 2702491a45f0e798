package io.ingestio.models.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.models.ModelFailure;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The system's program; CI installs it. */
class TesseractProgramIT {

    private static final OcrSettings SETTINGS =
            new OcrSettings(OcrSettings.Engine.TESSERACT, List.of("eng", "not-installed"), Duration.ofSeconds(60), 64);

    @TempDir
    Path folder;

    @BeforeEach
    void isInstalled() {
        assumeTrue(TesseractProgram.find().isPresent(), "tesseract is not installed");
    }

    @Test
    void readsWithInstalledLanguages() throws IOException {
        try (Ocr ocr = Ocr.of(SETTINGS)) {
            assertThat(Pictures.text(
                            ocr.words(Pictures.write(folder, BufferedImage.TYPE_INT_RGB, "Invoice total 1,249.00"))))
                    .isEqualTo("Invoice total 1,249.00");
        }
    }

    @Test
    void programThatIsGoneIsUnavailable() throws IOException {
        Path program = Files.copy(TesseractProgram.find().orElseThrow(), folder.resolve("tesseract"));
        program.toFile().setExecutable(true);
        var engine = new TesseractProgram(program, SETTINGS);
        Files.delete(program);

        assertThatThrownBy(() -> engine.read(folder.resolve("picture.png"), "eng", OcrEngine.Threshold.values()[0]))
                .isInstanceOfSatisfying(
                        ModelFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.OCR_FAILED));
    }

    @Test
    void rejectsWhatIsNoPicture() throws IOException {
        Path file = Files.writeString(folder.resolve("not-a-picture.png"), "hello");

        try (Ocr ocr = Ocr.of(SETTINGS)) {
            assertThatThrownBy(() -> ocr.words(file))
                    .isInstanceOfSatisfying(
                            ModelFailure.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNREADABLE_IMAGE));
        }
    }
}
