package io.ingestio.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {
    private static final Path BINARIES =
            Path.of(System.getProperty("java.io.tmpdir"), "ingestio-postgres-" + System.getProperty("user.name"));

    @TempDir
    private Path data;

    @Test
    void keepsCommittedRowsAcrossRestart() throws SQLException {
        try (PostgresServer server = PostgresServer.start(data, BINARIES, FreePorts.find())) {
            execute(server, "CREATE TABLE upload.kept AS SELECT 7 AS number");
        }
        try (PostgresServer server = PostgresServer.start(data, BINARIES, FreePorts.find())) {
            assertThat(number(server)).isEqualTo(7);
        }
    }

    @Test
    void stopsWithKilledJvmWithoutLosingCommits() throws Exception {
        Process holder = startHolder();
        try {
            awaitReady(holder);
            ProcessHandle postgres = Postmaster.of(data).orElseThrow().process();

            holder.destroyForcibly();

            await().atMost(Duration.ofSeconds(20)).until(() -> !postgres.isAlive());
        } finally {
            holder.destroyForcibly();
        }
        try (PostgresServer server = PostgresServer.start(data, BINARIES, FreePorts.find())) {
            execute(server, "SELECT 1");
        }
    }

    @Test
    void leavesAServerAloneWhoseJvmLives() throws Exception {
        try (PostgresServer server = PostgresServer.start(data, BINARIES, FreePorts.find())) {
            assertThatThrownBy(() -> PostgresServer.start(data, BINARIES, FreePorts.find()))
                    .isInstanceOf(PartDidNotStart.class);
            execute(server, "SELECT 1");
        }
    }

    @Test
    void binariesAreWritableByOwnerOnly() throws Exception {
        try (PostgresServer server = PostgresServer.start(data, BINARIES, FreePorts.find())) {
            assertThat(server.port()).isPositive();
            assertThat(Files.getPosixFilePermissions(BINARIES)).doesNotContain(PosixFilePermission.OTHERS_WRITE);
        }
    }

    private Process startHolder() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(
                        java,
                        "-cp",
                        classPath,
                        PostgresHolder.class.getName(),
                        data.toString(),
                        BINARIES.toString(),
                        Integer.toString(FreePorts.find()))
                .redirectErrorStream(true)
                .start();
    }

    private static void awaitReady(Process holder) throws Exception {
        try (var lines = new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8))) {
            StringBuilder seen = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("ready")) {
                    return;
                }
                seen.append(line).append('\n');
            }
            throw new AssertionError("ended early:\n" + seen);
        }
    }

    private static void execute(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = server.asSuperuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int number(PostgresServer server) throws SQLException {
        try (Connection connection = server.asSuperuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT number FROM upload.kept")) {
            row.next();
            return row.getInt(1);
        }
    }
}
