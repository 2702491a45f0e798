package io.ingestio.journey;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Forwards connections, and cuts off the first one that has brought so many bytes. */
final class CuttingProxy implements AutoCloseable {

    private final ServerSocket server;
    private final int target;
    private final long cutAfter;
    private final AtomicBoolean cut = new AtomicBoolean();
    private static final Pattern OFFSET = Pattern.compile("(?i)\\r\\nUpload-Offset: *(\\d+)\\r\\n");

    private final AtomicLong lastOffset = new AtomicLong(-1);

    CuttingProxy(int target, long cutAfter) {
        this.target = target;
        this.cutAfter = cutAfter;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::acceptAll);
    }

    int port() {
        return server.getLocalPort();
    }

    boolean hasCut() {
        return cut.get();
    }

    /** From where the last request towards the target that said so sent its bytes; -1 before there is one. */
    long lastOffset() {
        return lastOffset.get();
    }

    /** A client writes the head of a request at once, so it begins a buffer. */
    private void remember(byte[] buffer, int length) {
        Matcher offset = OFFSET.matcher(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
        if (offset.find()) {
            lastOffset.set(Long.parseLong(offset.group(1)));
        }
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target);
                Thread.ofVirtual().start(() -> copy(client, upstream, true));
                Thread.ofVirtual().start(() -> copy(upstream, client, false));
            }
        } catch (IOException e) {
            // closed: the test has ended
        }
    }

    private void copy(Socket from, Socket to, boolean fromClient) {
        byte[] buffer = new byte[16 * 1024];
        long ofThis = 0;
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                if (fromClient) {
                    remember(buffer, read);
                    ofThis += read;
                    if (ofThis >= cutAfter && cut.compareAndSet(false, true)) {
                        return;
                    }
                }
            }
        } catch (IOException e) {
            // one side is gone, so the other one is closed
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
