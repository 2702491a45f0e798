package io.ingestio.usage.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ingestio.testkit.RealParts;
import io.ingestio.usage.RunningUsage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The record of what administrators did. */
class AdminActionsIT extends RunningUsage {

    @Autowired
    AdminActions actions;

    @Test
    void listsActionsNewestFirstInPages() throws Exception {
        for (int i = 1; i <= 3; i++) {
            tenancy.asService(actions.record(action("action." + i))).block(Duration.ofSeconds(10));
        }

        JsonNode first = send("GET", "/api/v1/admin/actions?limit=2&target=" + user, "", admin())
                .json();
        JsonNode second = send(
                        "GET",
                        "/api/v1/admin/actions?limit=2&target=" + user + "&cursor="
                                + first.get("nextCursor").asString(),
                        "",
                        admin())
                .json();

        assertThat(first.get("items").findValuesAsString("action")).containsExactly("action.3", "action.2");
        assertThat(second.get("items").findValuesAsString("action")).containsExactly("action.1");
        assertThat(second.get("nextCursor").isNull()).isTrue();
        JsonNode entry = second.get("items").get(0);
        assertThat(entry.get("actor").asString()).isEqualTo("root");
        assertThat(entry.get("outcome").asString()).isEqualTo("done");
        assertThat(entry.at("/before").isNull()).isTrue();
        assertThat(entry.at("/after/pages").asInt()).isEqualTo(7);
    }

    @Test
    void rollsBackRecordWithItsAction() throws Exception {
        Mono<Void> failing =
                actions.record(action("action.done")).then(Mono.error(new IllegalStateException("too late")));

        assertThatThrownBy(() -> tenancy.asService(failing).block(Duration.ofSeconds(10)))
                .hasMessage("too late");

        assertThat(send("GET", "/api/v1/admin/actions?target=" + user, "", admin())
                        .json()
                        .get("items"))
                .isEmpty();
    }

    @Test
    void recordsAreAppendOnly() throws Exception {
        tenancy.asService(actions.record(action("action.done"))).block(Duration.ofSeconds(10));

        try (Connection connection = RealParts.postgres().asSuperuser().getConnection()) {
            assertThatThrownBy(() ->
                            connection.createStatement().execute("update usage.admin_actions set actor = 'mallory'"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("append-only");
            assertThatThrownBy(() -> connection.createStatement().execute("delete from usage.admin_actions"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("append-only");
        }
    }

    @Test
    void recordsRefusedAdminCalls() throws Exception {
        String anybody = "/api/v1/admin/users/someone/subscription";
        assertThat(send("PUT", anybody, "{}", token(user)).status()).isEqualTo(403);
        assertThat(send("GET", "/api/v1/admin/tiers", "", token(user)).status()).isEqualTo(403);
        assertThat(send("DELETE", "/api/v1/admin/" + "x".repeat(2000), "", token(user))
                        .status())
                .isEqualTo(403);
        assertThat(send("PUT", anybody, "{}", Map.of()).status()).isEqualTo(401);
        assertThat(send("POST", "/internal/admissions", "{}", token(user)).status())
                .isEqualTo(403);

        assertThat(refused())
                .containsExactly(
                        "DELETE /api/v1/admin/**",
                        "GET /api/v1/admin/tiers",
                        "PUT /api/v1/admin/users/{id}/subscription");
    }

    @Test
    void boundsRecordedRefusalsPerMinute() throws Exception {
        for (int i = 0; i < RecordRefusal.PER_MINUTE + 5; i++) {
            assertThat(send("GET", "/api/v1/admin/actions", "", token(user)).status())
                    .isEqualTo(403);
        }

        assertThat(refused()).hasSize(RecordRefusal.PER_MINUTE);
    }

    /** What the user was refused, newest first. */
    private List<String> refused() throws Exception {
        return send("GET", "/api/v1/admin/actions?limit=100", "", admin())
                .json()
                .get("items")
                .valueStream()
                .filter(entry -> entry.get("actor").asString().equals(user))
                .peek(entry -> assertThat(entry.get("outcome").asString()).isEqualTo("refused"))
                .map(entry -> entry.get("action").asString())
                .toList();
    }

    private AdminAction action(String name) {
        return new AdminAction("root", name, user, "a test", null, Map.of("pages", 7));
    }
}
