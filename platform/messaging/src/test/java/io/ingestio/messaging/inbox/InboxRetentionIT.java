package io.ingestio.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.database.Tenancy;
import io.ingestio.testkit.RealParts;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=inbox-retention-it",
            "ingestio.postgres.schema=orchestration",
            "ingestio.postgres.owner-password=orchestration_owner",
            "ingestio.postgres.app-password=orchestration_app",
            "ingestio.postgres.service-password=orchestration_service"
        })
class InboxRetentionIT {

    private static final String CONSUMER = "retention-test-" + UUID.randomUUID();

    @DynamicPropertySource
    static void realParts(DynamicPropertyRegistry registry) {
        RealParts.properties().forEach((name, value) -> registry.add(name, () -> value));
    }

    @Autowired
    InboxTable table;

    @Autowired
    Tenancy tenancy;

    @Autowired
    DatabaseClient sql;

    @Test
    void deletesOnlyRowsPastTheirRetention() {
        insert("16 days", 7);
        insert("14 days", 2);
        var sweep = new InboxRetention(table, tenancy, Duration.ofDays(15));

        while (sweep.portion(3).block() > 0) {
            // to the last full portion
        }

        assertThat(ages()).hasSize(2).allMatch(days -> days == 14);
    }

    private void insert(String age, int rows) {
        tenancy.asService(sql.sql("""
                                insert into inbox (consumer, event_id, received_at)
                                select :consumer, gen_random_uuid(), now() - :age::interval from generate_series(1, :rows)
                                """)
                        .bind("consumer", CONSUMER)
                        .bind("age", age)
                        .bind("rows", rows)
                        .then())
                .block();
    }

    private List<Integer> ages() {
        return tenancy.statementAsService(sql.sql(
                                "select extract(day from now() - received_at)::int from inbox where consumer = :consumer")
                        .bind("consumer", CONSUMER)
                        .map(row -> row.get(0, Integer.class))
                        .all())
                .collectList()
                .block();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class App {}
}
