package io.ingestio.erasure;

import io.ingestio.database.Tenancy;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The rows of a table whose column {@code user_id} names their owner, with what cascades from them. */
public final class UserRows implements UserData {

    private final DatabaseClient sql;
    private final Tenancy tenancy;
    private final String table;
    private final int most;

    private UserRows(DatabaseClient sql, Tenancy tenancy, String table, int most) {
        this.sql = sql;
        this.tenancy = tenancy;
        this.table = table;
        this.most = most;
    }

    /** Makes {@link UserRows} of the service's tables. */
    public static final class Of {

        private final DatabaseClient sql;
        private final Tenancy tenancy;

        Of(DatabaseClient sql, Tenancy tenancy) {
            this.sql = sql;
            this.tenancy = tenancy;
        }

        public UserData table(String name) {
            return table(name, Integer.MAX_VALUE);
        }

        /** @param most rows deleted at once, where others cascade from each */
        public UserData table(String name, int most) {
            return new UserRows(sql, tenancy, name, most);
        }
    }

    /** One statement, and so one table, a transaction: rows of two tables are never locked in another order than elsewhere. */
    @Override
    public Mono<Long> deleteSome(String userId, int limit) {
        return tenancy.statementAsService(sql.sql("""
                                delete from %1$s where ctid in
                                    (select ctid from %1$s where user_id = :user limit :limit)
                                """.formatted(table))
                .bind("user", userId)
                .bind("limit", Math.min(limit, most))
                .fetch()
                .rowsUpdated());
    }
}
