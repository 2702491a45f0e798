package io.ingestio.browser;

import io.ingestio.demo.DemoDocuments;
import io.ingestio.launcher.system.LocalSystem;
import io.ingestio.launcher.system.SystemOptions;
import io.ingestio.testkit.SampleFiles;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every journey through the screens, on one system, in one browser. */
class BrowserIT {

    @TempDir
    static Path folder;

    private static LocalSystem system;

    @BeforeAll
    static void start() throws Exception {
        Path documents = folder.resolve("documents");
        DemoDocuments.write(documents);
        SampleFiles.write(documents, "encrypted.pdf", SampleFiles.encryptedPdf());
        SampleFiles.write(documents, "notes.txt", SampleFiles.text());
        SampleFiles.write(documents, "notes.pdf", SampleFiles.text());
        SampleFiles.write(documents, "long.pdf", SampleFiles.pdf(1200));
        system = LocalSystem.start(SystemOptions.in(folder.resolve("home")));
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @TestFactory
    Stream<DynamicTest> screens() throws Exception {
        return BrowserRun.of(
                "screens.js",
                Map.of(
                        "ADDRESS", system.baseUrl().toString(),
                        "ADMIN_TOKEN", system.token("operator", "admin"),
                        "DOCUMENTS", folder.resolve("documents").toString()));
    }
}
