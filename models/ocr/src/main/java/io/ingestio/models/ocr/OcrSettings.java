package io.ingestio.models.ocr;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How pictures are read.
 *
 * @param engine {@code embedded}, or {@code tesseract} for the program of the system
 * @param languages Tesseract's names of languages, the most likely first. The embedded engine has {@code eng} and {@code deu}; of
 *     the system's program those that are installed are used
 * @param limit for one picture, after which it fails with {@code ocr_timeout}
 * @param heapMegabytes of a child JVM; a picture's pixels are outside of it
 */
@ConfigurationProperties("ingestio.ocr")
public record OcrSettings(
        @DefaultValue("embedded") Engine engine,
        @DefaultValue({"eng", "deu"}) List<String> languages,
        @DefaultValue("60s") Duration limit,
        @DefaultValue("64") int heapMegabytes) {

    /** What reads. */
    public enum Engine {
        EMBEDDED,
        TESSERACT
    }

    public OcrSettings {
        languages = List.copyOf(languages);
        if (languages.isEmpty()) {
            throw new IllegalArgumentException("set ingestio.ocr.languages, such as eng");
        }
    }

    public static OcrSettings defaults() {
        return new OcrSettings(Engine.EMBEDDED, List.of("eng", "deu"), Duration.ofSeconds(60), 64);
    }
}
