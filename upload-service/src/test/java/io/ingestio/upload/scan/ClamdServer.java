package io.ingestio.upload.scan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;

/** A real clamd on a free port, with one signature: that of the EICAR test file. CI installs the program. */
final class ClamdServer implements AutoCloseable {

    /** The string that scanners agreed to report; it is no virus. Joined here so that no scanner reports this source. */
    static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE" + "!$H+H*";

    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final int port;

    private ClamdServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Optional<Path> program() {
        return Stream.of("/usr/sbin/clamd", "/usr/local/sbin/clamd", "/opt/homebrew/sbin/clamd")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param maxFileSize bytes that the scanner reads of a file */
    static ClamdServer start(Path folder, long maxFileSize) throws IOException {
        return start(folder, maxFileSize, freePort());
    }

    static ClamdServer start(Path folder, long maxFileSize, int port) throws IOException {
        Path signatures = Files.createDirectories(folder.resolve("db"));
        Files.writeString(
                signatures.resolve("local.ndb"),
                "Eicar-Test-Signature:0:*:" + HexFormat.of().formatHex(EICAR.getBytes(StandardCharsets.US_ASCII))
                        + "\n");
        Path settings =
                Files.writeString(folder.resolve("clamd.conf"), """
                Foreground yes
                TCPSocket %d
                TCPAddr 127.0.0.1
                DatabaseDirectory %s
                TemporaryDirectory %s
                StreamMaxLength 1M
                MaxFileSize %d
                MaxScanSize 10M
                AlertExceedsMax yes
                """.formatted(port, signatures, folder, maxFileSize));
        Process process = new ProcessBuilder(program().orElseThrow().toString(), "--config-file=" + settings)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("clamd.log").toFile())
                .start();
        var server = new ClamdServer(process, port);
        server.awaitStart(folder.resolve("clamd.log"));
        return server;
    }

    int port() {
        return port;
    }

    private void awaitStart(Path log) throws IOException {
        Instant end = Instant.now().plus(START);
        while (!answers()) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                throw new IllegalStateException("clamd did not start: " + Files.readString(log));
            }
            sleep();
        }
    }

    private boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
            socket.getOutputStream().write("zPING\0".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().readNBytes(4).length == 4;
        } catch (IOException e) {
            return false;
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
