package io.ingestio.orchestrator.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.orchestrator.webhook.Secrets;
import io.ingestio.orchestrator.webhook.WebhookSettings;
import io.ingestio.orchestrator.webhook.address.AddressRules;
import io.ingestio.orchestrator.webhook.address.AllowedAddresses;
import io.ingestio.orchestrator.webhook.address.HostLookup;
import io.ingestio.orchestrator.webhook.address.UrlRules;
import io.ingestio.orchestrator.webhook.delivery.Outcome.Delivered;
import io.ingestio.orchestrator.webhook.delivery.Outcome.Failed;
import io.ingestio.testkit.WebhookReceiver;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import reactor.core.publisher.Mono;

/** What calls reach, with names of its own and sockets of this machine. */
class EndpointClientTest {

    private static final InetAddress PUBLIC = InetAddress.ofLiteral("93.184.216.34");
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final UrlRules ANY_URL = new UrlRules(true, List.of());
    private static final UUID ENDPOINT = UUID.randomUUID();

    /** A name that is public when it is registered, and this machine a moment later. */
    @Test
    void reboundNameIsNotConnectedTo() throws IOException {
        Queue<InetAddress> answers = new ArrayDeque<>(List.of(PUBLIC, LOOPBACK));
        HostLookup rebinding = host -> Mono.fromSupplier(() -> List.of(answers.remove()));
        var addresses = new AllowedAddresses(rebinding, new AddressRules(false));
        try (ServerSocket internal = new ServerSocket(0, 1, LOOPBACK)) {
            assertThat(addresses.of("rebinding.example").block()).containsExactly(PUBLIC);

            Outcome outcome = client(addresses)
                    .call(to("http://rebinding.example:" + internal.getLocalPort()))
                    .block();

            assertThat(outcome).isEqualTo(Outcome.failed(ErrorCode.WEBHOOK_ADDRESS_NOT_ALLOWED));
            assertThat(answers).isEmpty();
            assertNoConnection(internal);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/",
                "http://[::ffff:127.0.0.1]:%d/",
                "http://[::1]:%d/",
                "https://127.0.0.1:%d/"
            })
    void addressInTheUrlIsJudgedToo(String url) throws IOException {
        try (ServerSocket internal = new ServerSocket(0, 1, LOOPBACK)) {
            Outcome outcome = client(publicOnly(host -> Mono.error(new AssertionError("no name is looked up"))))
                    .call(to(url.formatted(internal.getLocalPort())))
                    .block();

            assertThat(outcome).isEqualTo(Outcome.failed(ErrorCode.WEBHOOK_ADDRESS_NOT_ALLOWED));
            assertNoConnection(internal);
        }
    }

    /** Of the addresses of a name only those are connected to that are allowed. */
    @Test
    void mixedAnswerLeadsToAllowedAddressesOnly() {
        InetAddress internal = InetAddress.ofLiteral("10.0.0.1");
        var addresses = new AllowedAddresses(host -> Mono.just(List.of(internal, LOOPBACK)), new AddressRules(true));

        assertThat(addresses.of("mixed.example").block()).containsExactly(LOOPBACK);
    }

    @Test
    void unknownNameIsAnOutcome() {
        HostLookup nothing = host -> Mono.error(new UnknownHostException(host));

        assertThat(client(publicOnly(nothing))
                        .call(to("https://unknown.example/"))
                        .block())
                .isEqualTo(Outcome.failed(ErrorCode.WEBHOOK_ADDRESS_NOT_ALLOWED));
    }

    @Test
    void redirectionIsNotFollowed() throws IOException {
        try (WebhookReceiver receiver = WebhookReceiver.start();
                ServerSocket target = new ServerSocket(0, 1, LOOPBACK)) {
            receiver.answers(307, "Location", "http://127.0.0.1:" + target.getLocalPort() + "/latest/meta-data");

            Outcome outcome = client(loopback()).call(to(receiver.url())).block();

            assertThat(outcome).isEqualTo(new Failed(307, ErrorCode.WEBHOOK_STATUS, Duration.ZERO));
            assertNoConnection(target);
        }
    }

    @Test
    void silentEndpointTimesOut() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, LOOPBACK)) {
            Outcome outcome = client(loopback(), Map.of("ingestio.webhook.timeout", "300ms"))
                    .call(to("http://127.0.0.1:" + silent.getLocalPort()))
                    .block();

            assertThat(outcome).isEqualTo(Outcome.failed(ErrorCode.WEBHOOK_TIMEOUT));
        }
    }

    /** 200, then a body without an end: it is delivered, and the connection is closed. */
    @Test
    void endlessBodyIsNotRead() throws Exception {
        try (ServerSocket endless = new ServerSocket(0, 1, LOOPBACK)) {
            Thread server = Thread.ofPlatform().daemon().start(() -> writeUntilClosed(endless));

            Outcome outcome = client(loopback())
                    .call(to("http://127.0.0.1:" + endless.getLocalPort()))
                    .block();

            assertThat(outcome).isEqualTo(new Delivered(200));
            assertThat(server.join(Duration.ofSeconds(20))).isTrue();
        }
    }

    /** The status came in time; the rest of the body does not. */
    @Test
    void slowBodyDoesNotUndoTheStatus() throws Exception {
        try (ServerSocket slow = new ServerSocket(0, 1, LOOPBACK)) {
            Thread server = Thread.ofPlatform().daemon().start(() -> writeBeginning(slow));

            Outcome outcome = client(loopback(), Map.of("ingestio.webhook.timeout", "1s"))
                    .call(to("http://127.0.0.1:" + slow.getLocalPort()))
                    .block();

            assertThat(outcome).isEqualTo(new Delivered(200));
            assertThat(server.join(Duration.ofSeconds(20))).isTrue();
        }
    }

    /** Reads until the other end closes the connection. */
    private static void writeBeginning(ServerSocket server) {
        try (Socket connection = server.accept()) {
            connection
                    .getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nb".getBytes(StandardCharsets.US_ASCII));
            while (connection.getInputStream().read() >= 0) {
                continue;
            }
        } catch (IOException closed) {
            // as it should be
        }
    }

    @Test
    void closedPortIsAnOutcome() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, LOOPBACK)) {
            port = closed.getLocalPort();
        }
        assertThat(client(loopback()).call(to("http://127.0.0.1:" + port)).block())
                .isEqualTo(Outcome.failed(ErrorCode.WEBHOOK_CONNECTION_FAILED));
    }

    /** A URL of a laxer setting is not called under a stricter one. */
    @Test
    void urlIsJudgedByTheSettingsOfToday() {
        var strict = new EndpointClient(
                loopback(), new UrlRules(false, List.of(443)), Secrets.VAULT, settings(Map.of()), Clock.systemUTC());

        assertThat(strict.call(to("http://127.0.0.1:9/")).block())
                .isEqualTo(Outcome.failed(ErrorCode.WEBHOOK_URL_INVALID));
    }

    private static void writeUntilClosed(ServerSocket server) {
        try (Socket connection = server.accept();
                OutputStream out = connection.getOutputStream()) {
            out.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write(new byte[1024]);
            }
        } catch (IOException closed) {
            // as it should be
        }
    }

    private static void assertNoConnection(ServerSocket server) throws IOException {
        server.setSoTimeout(200);
        try (Socket connection = server.accept()) {
            throw new AssertionError("connected from " + connection.getRemoteSocketAddress());
        } catch (SocketTimeoutException none) {
            assertThat(none).isNotNull();
        }
    }

    private static AllowedAddresses publicOnly(HostLookup lookup) {
        return new AllowedAddresses(lookup, new AddressRules(false));
    }

    private static AllowedAddresses loopback() {
        return new AllowedAddresses(host -> Mono.error(new UnknownHostException(host)), new AddressRules(true));
    }

    private static EndpointClient client(AllowedAddresses addresses) {
        return client(addresses, Map.of());
    }

    private static EndpointClient client(AllowedAddresses addresses, Map<String, String> properties) {
        return new EndpointClient(addresses, ANY_URL, Secrets.VAULT, settings(properties), Clock.systemUTC());
    }

    private static WebhookSettings settings(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("ingestio.webhook", WebhookSettings.class);
    }

    private static Delivery to(String url) {
        return new Delivery(
                UUID.randomUUID(),
                ENDPOINT,
                "alice",
                UUID.randomUUID(),
                "{\"type\":\"webhook.test\"}",
                1,
                1,
                url,
                true,
                Secrets.encrypted(ENDPOINT),
                null);
    }
}
