package io.ingestio.upload.scan;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * A clamd over TCP, by its command INSTREAM. Its limits {@code StreamMaxLength}, {@code MaxFileSize} and {@code MaxScanSize} must not be
 * below the size of the largest file, and {@code AlertExceedsMax} must be on: otherwise it answers OK for what it has not read.
 */
final class Clamd implements VirusScan, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Clamd.class);
    private static final byte[] COMMAND = "zINSTREAM\0".getBytes(StandardCharsets.US_ASCII);
    private static final int CHUNK = 64 * 1024;
    private static final int LONGEST_ANSWER = 4 * 1024;
    private static final int MOST_WAITING = 10_000;

    private final ScanSettings settings;
    private final Scheduler connections;

    Clamd(ScanSettings settings) {
        this.settings = settings;
        this.connections = Schedulers.newBoundedElastic(settings.connections(), MOST_WAITING, "clamd");
    }

    /** A scanner that stops reading, or answering, is given up after the time-out: the connection is closed under it. */
    @Override
    public Mono<Result> scan(Path file) {
        return Mono.using(
                        Socket::new,
                        socket -> Mono.fromCallable(() -> ask(file, socket)).subscribeOn(connections),
                        Clamd::close)
                .timeout(settings.timeout())
                .onErrorMap(IOException.class, ScanUnavailable::new)
                .onErrorMap(TimeoutException.class, ScanUnavailable::new);
    }

    private Result ask(Path file, Socket socket) throws IOException {
        int timeout = Math.toIntExact(settings.timeout().toMillis());
        socket.connect(new InetSocketAddress(settings.clamdHost(), settings.clamdPort()), timeout);
        socket.setSoTimeout(timeout);
        IOException cutOff = send(file, socket);
        String answer = answer(socket.getInputStream());
        if (answer.isEmpty() && cutOff != null) {
            throw cutOff;
        }
        return result(answer);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("connection to clamd not closed failure={}", e.toString());
        }
    }

    /** @return why it was not sent whole; the scanner may have answered before it closed the connection */
    private static @Nullable IOException send(Path file, Socket socket) throws IOException {
        try (var content = Files.newInputStream(file)) {
            var out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), CHUNK + Integer.BYTES));
            byte[] chunk = new byte[CHUNK];
            try {
                out.write(COMMAND);
                for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
                    out.writeInt(read);
                    out.write(chunk, 0, read);
                }
                out.writeInt(0);
                out.flush();
                return null;
            } catch (IOException e) {
                return e;
            }
        }
    }

    private static String answer(InputStream in) throws IOException {
        var answer = new ByteArrayOutputStream();
        for (int b = in.read(); b > 0 && answer.size() < LONGEST_ANSWER; b = in.read()) {
            answer.write(b);
        }
        return answer.toString(StandardCharsets.UTF_8).strip();
    }

    private static Result result(String answer) {
        if (answer.equals("stream: OK")) {
            return Result.CLEAN;
        }
        if (answer.startsWith("stream: ") && answer.endsWith(" FOUND")) {
            LOG.info("virus scan answer={}", answer);
            return answer.contains("Heuristics.Limits.Exceeded") ? Result.NOT_SCANNED_WHOLE : Result.INFECTED;
        }
        throw new ScanUnavailable("clamd answered: " + answer);
    }

    @Override
    public void close() {
        connections.dispose();
    }
}
