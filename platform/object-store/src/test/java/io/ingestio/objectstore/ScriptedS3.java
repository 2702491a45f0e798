package io.ingestio.objectstore;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Answers every call for an object with one state and code, and calls for the bucket itself with another state. */
final class ScriptedS3 implements AutoCloseable {

    private final HttpServer server;

    private ScriptedS3(HttpServer server) {
        this.server = server;
    }

    /** @param code in the body; HEAD has none */
    static ScriptedS3 start(int status, String code, int bucketStatus) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", call -> answer(call, status, code, bucketStatus));
            server.start();
            return new ScriptedS3(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpExchange call, int status, String code, int bucketStatus) throws IOException {
        try (call) {
            call.getRequestBody().readAllBytes();
            boolean isBucket =
                    call.getRequestURI().getPath().replaceAll("^/|/$", "").indexOf('/') < 0;
            byte[] body = "<Error><Code>%s</Code><Message>scripted</Message></Error>"
                    .formatted(code)
                    .getBytes(StandardCharsets.UTF_8);
            call.getResponseHeaders().set("Content-Type", "application/xml");
            if (call.getRequestMethod().equals("HEAD")) {
                call.sendResponseHeaders(isBucket ? bucketStatus : status, -1);
            } else {
                call.sendResponseHeaders(status, body.length);
                call.getResponseBody().write(body);
            }
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
