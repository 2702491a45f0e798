package io.ingestio.reader;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One reader with real child JVMs for all tests of a class. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReaderFixture {
    static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    DocumentReader reader;

    @BeforeAll
    void startReader() {
        reader = new DocumentReader(ReaderSettings.defaults());
    }

    @AfterAll
    void closeReader() {
        reader.close();
    }

    Path file(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(folder, "sample", ".bin"), bytes);
    }

    Path file(String text) throws IOException {
        return file(text.getBytes(StandardCharsets.UTF_8));
    }

    Inspection inspect(byte[] bytes) throws IOException {
        return reader.inspect(file(bytes)).block(LONG);
    }

    static RejectionCode codeOf(Inspection inspection) {
        return ((Inspection.Rejected) inspection).code();
    }
}
