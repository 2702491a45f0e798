package io.ingestio.launcher.part;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Asks a part of another process whether it serves. */
interface Readiness {
    Duration PAUSE = Duration.ofMillis(50);
    int PATIENCE_MILLIS = 2_000;

    boolean isReady();

    /** A store: its port is open. */
    static Readiness ofPort(int port) {
        return () -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
                return true;
            } catch (IOException e) {
                return false;
            }
        };
    }

    /** A service: its readiness probe says so. */
    static Readiness ofService(int port) {
        return () -> {
            try {
                var url = URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness")
                        .toURL();
                var connection = (HttpURLConnection) url.openConnection();
                connection.setConnectTimeout(PATIENCE_MILLIS);
                connection.setReadTimeout(PATIENCE_MILLIS);
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } catch (IOException e) {
                return false;
            }
        };
    }

    /** Polls until the part is ready, the time is over or its process has ended. */
    default boolean await(Duration limit, BooleanSupplier isAlive) {
        Instant end = Instant.now().plus(limit);
        while (isAlive.getAsBoolean() && Instant.now().isBefore(end)) {
            if (isReady()) {
                return true;
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }
}
