package io.ingestio.orchestrator.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.ingestio.contracts.ErrorCode;
import io.ingestio.orchestrator.webhook.Secrets;
import io.ingestio.orchestrator.webhook.WebhookSettings;
import io.ingestio.orchestrator.webhook.address.AddressRules;
import io.ingestio.orchestrator.webhook.address.AllowedAddresses;
import io.ingestio.orchestrator.webhook.address.UrlRules;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import reactor.core.publisher.Mono;

/** A receiver that cannot prove who it is gets nothing to read. */
class UntrustedCertificateTest {

    private static final String PASSWORD = "changeit";
    private static final UUID ENDPOINT = UUID.randomUUID();

    @TempDir
    Path folder;

    @Test
    void nothingIsSentToUntrustedReceiver() throws Exception {
        var requests = new AtomicInteger();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
        });
        server.start();
        try {
            Outcome outcome = client().call(
                            to("https://127.0.0.1:" + server.getAddress().getPort() + "/"))
                    .block();

            assertThat(outcome).isEqualTo(Outcome.failed(ErrorCode.WEBHOOK_CONNECTION_FAILED));
            assertThat(requests).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    private SSLContext selfSigned() throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "receiver",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static EndpointClient client() {
        WebhookSettings settings = new Binder(new MapConfigurationPropertySource())
                .bindOrCreate("ingestio.webhook", WebhookSettings.class);
        var addresses = new AllowedAddresses(host -> Mono.error(new AssertionError(host)), new AddressRules(true));
        return new EndpointClient(
                addresses, new UrlRules(false, List.of()), Secrets.VAULT, settings, Clock.systemUTC());
    }

    private static Delivery to(String url) {
        return new Delivery(
                UUID.randomUUID(),
                ENDPOINT,
                "alice",
                UUID.randomUUID(),
                "{}",
                1,
                1,
                url,
                true,
                Secrets.encrypted(ENDPOINT),
                null);
    }
}
