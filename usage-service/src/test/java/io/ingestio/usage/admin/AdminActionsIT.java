package io.ingestio.usage.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ingestio.testkit.RealParts;
import io.ingestio.usage.RunningUsage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
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
    void listsWhatWasDoneNewestFirstAndPageByPage() throws Exception {
        for (int i = 1; i <= 3; i++) {
            tenancy.asService(actions.record(action("deed." + i))).block(Duration.ofSeconds(10));
        }

        JsonNode first = send("GET", "/api/v1/admin/actions?limit=2&target=" + user, "", admin()).json();
        JsonNode second = send(
                        "GET",
                        "/api/v1/admin/actions?limit=2&target=" + user + "&cursor="
                                + first.get("nextCursor").asString(),
                        "",
                        admin())
                .json();

        assertThat(first.get("items").findValuesAsString("action")).containsExactly("deed.3", "deed.2");
        assertThat(second.get("items").findValuesAsString("action")).containsExactly("deed.1");
        assertThat(second.get("nextCursor").isNull()).isTrue();
        JsonNode deed = second.get("items").get(0);
        assertThat(deed.get("actor").asString()).isEqualTo("root");
        assertThat(deed.get("outcome").asString()).isEqualTo("done");
        assertThat(deed.at("/before").isNull()).isTrue();
        assertThat(deed.at("/after/pages").asInt()).isEqualTo(7);
    }

    @Test
    void forgetsADeedThatIsRolledBack() throws Exception {
        Mono<Void> failing = actions.record(action("deed")).then(Mono.error(new IllegalStateException("too late")));

        assertThatThrownBy(() -> tenancy.asService(failing).block(Duration.ofSeconds(10))).hasMessage("too late");

        assertThat(send("GET", "/api/v1/admin/actions?target=" + user, "", admin()).json().get("items")).isEmpty();
    }

    @Test
    void letsNobodyRewriteARecord() throws Exception {
        tenancy.asService(actions.record(action("deed"))).block(Duration.ofSeconds(10));

        try (Connection connection = RealParts.postgres().asSuperuser().getConnection()) {
            assertThatThrownBy(() -> connection.createStatement().execute("update usage.admin_actions set actor = 'nobody'"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("append-only");
            assertThatThrownBy(() -> connection.createStatement().execute("delete from usage.admin_actions"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("append-only");
        }
    }

    private AdminAction action(String name) {
        return new AdminAction("root", name, user, "a test", null, Map.of("pages", 7));
    }
}
