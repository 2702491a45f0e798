package io.ingestio.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A sample document: how the file is made, and the expected result. */
public interface DemoDocument {
    String filename();

    void write(Path file) throws IOException;

    Expected expected();

    /** The expected result of a document. */
    sealed interface Expected {}

    /**
     * Extracted as this type with at least these values: text, numbers, dates, lists and objects as in JSON.
     */
    record Extracted(String type, Map<String, Object> values) implements Expected {}

    /** Rejected at upload with this code. */
    record Refused(String code) implements Expected {}
}
