package io.ingestio.bench;

import io.ingestio.embedded.PostgresServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's own load generator: the rate at which the bare SQL can be done by as many clients. */
final class Pgbench {

    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    private Pgbench() {}

    /**
     * @param script one transaction, in pgbench's language
     * @param extent {@code -T seconds} or {@code -t transactions of each client}
     * @return transactions per second, without the time to connect
     */
    static double rate(PostgresServer postgres, String role, int clients, String script, String... extent)
            throws IOException, InterruptedException {
        Path file = Files.writeString(Files.createTempFile("pgbench-", ".sql"), script);
        var command = new ArrayList<>(List.of(
                "pgbench",
                "-n",
                "-h",
                postgres.host(),
                "-p",
                String.valueOf(postgres.port()),
                "-U",
                role,
                "-c",
                String.valueOf(clients),
                "-j",
                "2",
                "-M",
                "prepared",
                "-f",
                file.toString()));
        command.addAll(List.of(extent));
        command.add(PostgresServer.DATABASE);
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new IOException("this benchmark compares with pgbench; install it (Debian: postgresql-contrib)", e);
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher rate = RATE.matcher(output);
        if (process.waitFor() != 0 || !rate.find()) {
            throw new IOException("pgbench failed: " + output);
        }
        return Double.parseDouble(rate.group(1));
    }
}
