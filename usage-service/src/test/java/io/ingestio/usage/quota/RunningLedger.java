package io.ingestio.usage.quota;

import io.ingestio.contracts.RunId;
import io.ingestio.contracts.usage.ReservationRequest;
import io.ingestio.contracts.usage.ReservationState;
import io.ingestio.database.Tenancy;
import io.ingestio.testkit.RealParts;
import io.ingestio.usage.UsageApplication;
import io.ingestio.usage.account.AccountTable;
import io.ingestio.usage.credit.CreditTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Mono;

/** The usage service on a real database, one for all tests that extend this; each test has a user of its own. Sweeps run only at the start. */
@SpringBootTest(
        classes = UsageApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=usage-service",
            "ingestio.outbox.enabled=false",
            "ingestio.quota.sweep-every=1h",
            "ingestio.quota.reconcile-every=1h"
        })
abstract class RunningLedger {

    static final Duration DAY = Duration.ofHours(24);
    static final Duration PATIENCE = Duration.ofSeconds(120);

    @DynamicPropertySource
    static void realParts(DynamicPropertyRegistry registry) {
        RealParts.properties().forEach((name, value) -> registry.add(name, () -> value));
    }

    @Autowired
    ReservationTable reservations;

    @Autowired
    ExpireReservations expireReservations;

    @Autowired
    AccountTable accounts;

    @Autowired
    CreditTable credits;

    @Autowired
    Tenancy tenancy;

    final String user = "user-" + UUID.randomUUID();

    Mono<String> reserving(UUID document, String owner, int pages, Duration lifetime) {
        var wanted = new ReservationRequest(owner, document, 1, pages);
        return tenancy.statementAsService(reservations.reserve(RunId.of(document, 1), wanted, lifetime))
                .map(reserved -> reserved.result().wireName());
    }

    Mono<String> settling(UUID document, String owner, ReservationState to, int pages) {
        var settlement = new Settlement(RunId.of(document, 1), to, owner, document, 1, pages, null);
        return tenancy.statementAsService(reservations.settle(owner, List.of(settlement)))
                .map(settled -> settled.result().name().toLowerCase(Locale.ROOT))
                .next();
    }

    /** Expires everything that is due. */
    void expireDue() {
        expireReservations.portion(500).block(PATIENCE);
    }

    static void execute(String statement, String owner) throws SQLException {
        execute(statement, owner, "origin");
    }

    /** As {@link #execute}, past all keys and triggers: what no part of the product can do. */
    static void rewrite(String statement, String owner) throws SQLException {
        execute(statement, owner, "replica");
    }

    private static void execute(String statement, String owner, String role) throws SQLException {
        try (Connection connection = RealParts.postgres().asSuperuser().getConnection()) {
            connection.createStatement().execute("set search_path = usage; set session_replication_role = " + role);
            try (PreparedStatement prepared = connection.prepareStatement(statement)) {
                prepared.setString(1, owner);
                prepared.executeUpdate();
            }
        }
    }

    /** The rows of a query about one user, all of numbers. */
    static List<List<Long>> numbers(String query, String owner) throws SQLException {
        try (Connection connection = RealParts.postgres().asSuperuser().getConnection()) {
            connection.createStatement().execute("set search_path = usage");
            try (PreparedStatement statement = connection.prepareStatement(query)) {
                statement.setString(1, owner);
                ResultSet found = statement.executeQuery();
                List<List<Long>> rows = new ArrayList<>();
                while (found.next()) {
                    List<Long> row = new ArrayList<>();
                    for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                        row.add(found.getLong(i));
                    }
                    rows.add(row);
                }
                return rows;
            }
        }
    }
}
