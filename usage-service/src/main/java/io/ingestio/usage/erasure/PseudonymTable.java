package io.ingestio.usage.erasure;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The function of {@code R__erasure.sql}, one call. */
@Component
class PseudonymTable {

    private final DatabaseClient sql;

    PseudonymTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** Must run in a transaction of the service. May be repeated. */
    Mono<Void> erase(String userId, String pseudonym) {
        return sql.sql("select erase_user(:user, :pseudonym)")
                .bind("user", userId)
                .bind("pseudonym", pseudonym)
                .fetch()
                .rowsUpdated()
                .then();
    }
}
