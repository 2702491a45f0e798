package io.ingestio.browser;

import io.ingestio.embedded.FreePorts;
import io.ingestio.launcher.system.LocalSystem;
import io.ingestio.launcher.system.Microservice;
import io.ingestio.launcher.system.SystemOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Signing in at a real OIDC server, whose tokens the whole system accepts. */
class OidcIT {

    @TempDir
    static Path folder;

    private static LocalSystem system;
    private static String issuer;

    @BeforeAll
    static void start() {
        issuer = "http://127.0.0.1:" + FreePorts.find();
        SystemOptions options = SystemOptions.in(folder.resolve("home"));
        for (Microservice service : Microservice.values()) {
            options = options.with(service, "ingestio.jwt.issuer-uri", issuer)
                    .with(service, "ingestio.jwt.audience", "ingestio");
        }
        system = LocalSystem.start(options.with(Microservice.GATEWAY, "ingestio.web.local-key", "false"));
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @TestFactory
    Stream<DynamicTest> signIn() throws Exception {
        return BrowserRun.of("oidc.js", Map.of("ADDRESS", system.baseUrl().toString(), "ISSUER", issuer));
    }
}
