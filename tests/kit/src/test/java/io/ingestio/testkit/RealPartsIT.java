package io.ingestio.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ingestio.embedded.S3Server;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class RealPartsIT {

    @Test
    void postgresWritesCommitsToDisk() throws SQLException {
        assertThat(column("SHOW fsync")).containsExactly("on");
        assertThat(column("SHOW synchronous_commit")).containsExactly("on");
    }

    @Test
    void noServiceRoleIsPowerful() throws SQLException {
        assertThat(column("SELECT rolname FROM pg_roles WHERE rolname ~ '^[^_]+_(owner|app|service)$'"))
                .hasSize(15);
        assertThat(column("""
                        SELECT rolname FROM pg_roles
                        WHERE rolname ~ '^[^_]+_(owner|app|service)$'
                          AND (rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole OR rolreplication OR NOT rolcanlogin)""")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"upload", "orchestration", "extraction", "usage", "export"})
    void onlyTheOwnerRoleCreatesTables(String schema) throws SQLException {
        for (String suffix : List.of("owner", "app", "service")) {
            assertThat(column(schema + "_" + suffix, "SHOW search_path")).containsExactly(schema);
        }
        execute(schema + "_owner", "CREATE TABLE room_probe (id int)");
        execute(schema + "_owner", "DROP TABLE room_probe");
        for (String suffix : List.of("app", "service")) {
            assertThatThrownBy(() -> execute(schema + "_" + suffix, "CREATE TABLE room_probe (id int)"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> execute(schema + "_" + suffix, "CREATE TABLE public.room_probe (id int)"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void noServiceSeesAnothersSchema() {
        assertThatThrownBy(() -> execute("upload_app", "SELECT * FROM usage.anything"))
                .hasMessageContaining("permission denied for schema usage");
    }

    @Test
    void kafkaServesAndMakesNoTopicByAccident() throws Exception {
        try (var admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, RealParts.kafka().bootstrap()))) {
            var cluster = admin.describeCluster();
            assertThat(cluster.nodes().get(10, TimeUnit.SECONDS)).hasSize(1);
            assertThatThrownBy(() -> admin.describeTopics(List.of("nobody.declared-this"))
                            .allTopicNames()
                            .get(10, TimeUnit.SECONDS))
                    .hasMessageContaining("UnknownTopicOrPartition");
        }
    }

    @Test
    void theStoreReturnsWhatItWasGiven() {
        try (S3Client client = s3(RealParts.S3_CREDENTIALS)) {
            client.putObject(put -> put.bucket(RealParts.S3_BUCKET).key("a/b"), RequestBody.fromString("grüß"));
            assertThat(client.getObjectAsBytes(
                                    get -> get.bucket(RealParts.S3_BUCKET).key("a/b"))
                            .asUtf8String())
                    .isEqualTo("grüß");
        }
    }

    @Test
    void theStoreRefusesWrongCredentials() {
        try (S3Client client = s3(new S3Server.Credentials(RealParts.S3_CREDENTIALS.accessKey(), "wrong"))) {
            assertThatThrownBy(() -> client.listObjectsV2(list -> list.bucket(RealParts.S3_BUCKET)))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
        }
    }

    @Test
    void saysWhereEveryPartIs() {
        assertThat(RealParts.properties())
                .containsEntry("ingestio.kafka.bootstrap", RealParts.kafka().bootstrap())
                .containsEntry("ingestio.s3.endpoint", RealParts.s3().endpoint().toString())
                .hasEntrySatisfying(
                        "ingestio.jwt.public-key",
                        key -> assertThat(URI.create(key)).hasScheme("file"));
    }

    private static S3Client s3(S3Server.Credentials credentials) {
        return S3Client.builder()
                .endpointOverride(RealParts.s3().endpoint())
                .region(Region.of(RealParts.S3_REGION))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(credentials.accessKey(), credentials.secretKey())))
                .build();
    }

    private static List<String> column(String sql) throws SQLException {
        return column("postgres", sql);
    }

    private static List<String> column(String role, String sql) throws SQLException {
        try (Connection connection = RealParts.postgres().as(role).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private static void execute(String role, String sql) throws SQLException {
        try (Connection connection = RealParts.postgres().as(role).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
