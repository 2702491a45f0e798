package io.ingestio.embedded;

import java.nio.file.Path;

/** A JVM that starts a server and never stops it: to be killed. */
final class PostgresHolder {
    private PostgresHolder() {}

    public static void main(String[] arguments) throws Exception {
        PostgresServer.start(Path.of(arguments[0]), Path.of(arguments[1]), Integer.parseInt(arguments[2]));
        System.out.println("ready");
        Thread.currentThread().join();
    }
}
