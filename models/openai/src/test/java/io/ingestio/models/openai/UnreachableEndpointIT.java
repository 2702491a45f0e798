package io.ingestio.models.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.models.DocumentContent;
import io.ingestio.models.ModelFailure;
import io.ingestio.reader.DocumentReader;
import io.ingestio.reader.DocumentText;
import io.ingestio.reader.PageText;
import io.ingestio.reader.ReaderSettings;
import io.ingestio.reader.Word;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

/** The real client against an endpoint that completes no connection, and against one that completes it and stays silent. */
class UnreachableEndpointIT {

    private static final DocumentContent DOCUMENT = new DocumentContent(
            Path.of("unused"),
            "application/pdf",
            new DocumentText(List.of(new PageText(1, 600, 800, List.of(new Word("Total", 10, 10, 40, 10))))));

    @Test
    void connectTimeoutIsUnreachable() throws IOException {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var backlog = new FullBacklog(listener)) {
            assertCode(listener, ErrorCode.MODEL_UNREACHABLE);
        }
    }

    @Test
    void silenceAfterConnectingIsATimeout() throws IOException {
        try (var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertCode(listener, ErrorCode.MODEL_TIMEOUT);
        }
    }

    @Test
    void cancelledCallClosesItsConnection() throws IOException {
        try (var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var reader = new DocumentReader(ReaderSettings.defaults());
                var model = new OpenAiModel(settings(listener, Duration.ofMinutes(5)), reader)) {
            Disposable call = model.classify(DOCUMENT).subscribe();
            try (Socket connection = listener.accept()) {
                InputStream request = connection.getInputStream();
                assertThat(request.read()).isEqualTo('P'); // of POST
                call.dispose();

                connection.setSoTimeout(30_000);
                assertThat(bytesUntilClosed(request)).isPositive();
            }
        }
    }

    /** A client may close with a reset. */
    private static long bytesUntilClosed(InputStream request) throws IOException {
        long bytes = 0;
        try {
            while (request.read() >= 0) {
                bytes++;
            }
        } catch (SocketException reset) {
            bytes++;
        }
        return bytes;
    }

    private static void assertCode(ServerSocket listener, ErrorCode code) {
        try (var reader = new DocumentReader(ReaderSettings.defaults());
                var model = new OpenAiModel(settings(listener, Duration.ofMillis(1500)), reader)) {
            assertThatThrownBy(() -> model.classify(DOCUMENT).block())
                    .isInstanceOfSatisfying(
                            ModelFailure.class,
                            failure -> assertThat(failure.code()).isEqualTo(code));
        }
    }

    private static OpenAiSettings settings(ServerSocket listener, Duration timeout) {
        return new OpenAiSettings(
                "http://127.0.0.1:" + listener.getLocalPort() + "/v1",
                null,
                "m",
                Duration.ofMillis(300),
                timeout,
                1,
                72,
                2);
    }

    /** Connections that are never accepted: the kernel drops further ones, so that connecting to it times out. */
    private static final class FullBacklog implements AutoCloseable {
        private final List<Socket> sockets = new ArrayList<>();

        FullBacklog(ServerSocket listener) throws IOException {
            for (int i = 0; i < 8; i++) {
                Socket socket = new Socket();
                sockets.add(socket);
                try {
                    socket.connect(listener.getLocalSocketAddress(), 100);
                } catch (IOException e) {
                    return;
                }
            }
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }
}
