package io.ingestio.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A document of the demonstration: how it is made, and what must become of it. */
public interface DemoDocument {
    String filename();

    void write(Path file) throws IOException;

    Expected expected();

    /** What must become of a document. */
    sealed interface Expected {}

    /**
     * It is extracted, as this type, with at least these values: text, numbers, dates, lists and objects as in JSON.
     *
     * @param needsOcr whether that takes Tesseract on this machine
     */
    record Extracted(String type, Map<String, Object> values, boolean needsOcr) implements Expected {}

    /** It is refused at upload with this code. */
    record Refused(String code) implements Expected {}
}
