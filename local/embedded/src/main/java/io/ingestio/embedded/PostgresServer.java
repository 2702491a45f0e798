package io.ingestio.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * PostgreSQL as a child process on 127.0.0.1, with the database {@code ingestio}, a schema and three roles per service
 * (see {@code bootstrap.sql}). Commits are on disk when they return: {@code fsync} and {@code synchronous_commit} are
 * on.
 *
 * <p>Connections from this machine are trusted, whatever password they send. The child ends with this JVM, also when
 * the JVM is killed; its data stay.
 */
public final class PostgresServer implements AutoCloseable {
    public static final String DATABASE = "ingestio";

    private static final String SUPERUSER = "postgres";
    private static final Duration START_UP = Duration.ofSeconds(60);

    private final EmbeddedPostgres postgres;
    private final Process watch;

    private PostgresServer(EmbeddedPostgres postgres, Process watch) {
        this.postgres = postgres;
        this.watch = watch;
    }

    /**
     * Starts the server and returns when it serves clients. A server left over from a killed JVM on the same data is
     * stopped first.
     *
     * @param data the cluster's folder; made on first use
     * @param binaries where PostgreSQL itself is unpacked, once; may be shared between clusters
     */
    public static PostgresServer start(Path data, Path binaries, int port) {
        try {
            Postmaster.stopLeftover(data);
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(Files.createDirectories(data.toAbsolutePath()))
                    .setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(
                            Files.createDirectories(binaries.toAbsolutePath()).toFile())
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(START_UP)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "300")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .start();
            closeToOthers(binaries);
            var server = new PostgresServer(
                    postgres, Postmaster.of(data).orElseThrow().endWithThisJvm());
            server.bootstrap();
            return server;
        } catch (IOException | SQLException | RuntimeException e) {
            throw new PartDidNotStart("PostgreSQL", port, isRefusedToRoot() ? refusedToRoot(e) : e);
        }
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return postgres.getPort();
    }

    /** Plain connections (no pool) to the database as one of its roles, such as {@code upload_app}. */
    public DataSource as(String role) {
        return postgres.getDatabase(role, DATABASE);
    }

    /** Plain connections as the superuser: for tests that look behind row-level security. */
    public DataSource asSuperuser() {
        return as(SUPERUSER);
    }

    /** As {@link #asSuperuser}, of a server that another process on this machine started. */
    public static DataSource superuserAt(int port) {
        var source = new PGSimpleDataSource();
        source.setPortNumbers(new int[] {port});
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setDatabaseName(DATABASE);
        source.setUser(SUPERUSER);
        return source;
    }

    @Override
    public void close() {
        try {
            postgres.close();
            watch.destroy();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not stop", e);
        }
    }

    private void bootstrap() throws SQLException, IOException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (!hasDatabase(statement)) {
                statement.execute("CREATE DATABASE " + DATABASE);
            }
        }
        try (Connection connection = asSuperuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(bootstrapSql());
        }
    }

    /** PostgreSQL refuses to run as root; a user namespace maps root to another user, where the system allows one. */
    private static boolean isRefusedToRoot() {
        try {
            return System.getProperty("user.name").equals("root")
                    && new ProcessBuilder("unshare", "-U", "true").start().waitFor() != 0;
        } catch (IOException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static IllegalStateException refusedToRoot(Exception cause) {
        return new IllegalStateException(
                "it refuses to run as root, and this machine allows no user namespaces (unshare -U);"
                        + " run IngestIO as an ordinary user",
                cause);
    }

    /** The library makes this folder writable for all users; a writer could replace programs that run as this user. */
    private static void closeToOthers(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static boolean hasDatabase(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + DATABASE + "'")) {
            return found.next();
        }
    }

    private static String bootstrapSql() throws IOException {
        try (InputStream sql = Objects.requireNonNull(PostgresServer.class.getResourceAsStream("bootstrap.sql"))) {
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
