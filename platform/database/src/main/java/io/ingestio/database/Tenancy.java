package io.ingestio.database;

import io.ingestio.database.RoleConnections.Role;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * On whose behalf SQL runs. Every statement of a service runs inside one of these; row-level security in the database holds
 * even where a query forgets to name its user.
 */
public final class Tenancy {

    private final DatabaseClient sql;
    private final TransactionalOperator transaction;

    Tenancy(DatabaseClient sql, ReactiveTransactionManager transactions) {
        this.sql = sql;
        this.transaction = TransactionalOperator.create(transactions);
    }

    /** Runs the work in one transaction that sees and touches the rows of this user only. */
    public <T> Mono<T> asUser(String userId, Mono<T> work) {
        return transaction.transactional(actAs(userId).then(work)).contextWrite(role(Role.APP));
    }

    /** As {@link #asUser}, for many rows; the transaction stays open until the last one is consumed. */
    public <T> Flux<T> manyAsUser(String userId, Flux<T> work) {
        return transaction.transactional(actAs(userId).thenMany(work)).contextWrite(role(Role.APP));
    }

    /** Runs the work in one transaction as the service itself, across users: listeners, relays, claims, sweeps. */
    public <T> Mono<T> asService(Mono<T> work) {
        return transaction.transactional(work).contextWrite(role(Role.SERVICE));
    }

    /** Runs a single statement as the service, without the round trips of BEGIN and COMMIT. */
    public <T> Mono<T> statementAsService(Mono<T> statement) {
        return statement.contextWrite(role(Role.SERVICE));
    }

    /** As {@link #statementAsService}, for many rows. */
    public <T> Flux<T> statementAsService(Flux<T> statement) {
        return statement.contextWrite(role(Role.SERVICE));
    }

    private Mono<Void> actAs(String userId) {
        return sql.sql("select set_config('app.user_id', :user, true)")
                .bind("user", userId)
                .then();
    }

    private static Function<Context, Context> role(Role role) {
        return context -> {
            if (context.hasKey(RoleConnections.CONTEXT_KEY) && context.get(RoleConnections.CONTEXT_KEY) != role) {
                throw new IllegalStateException("work of one role started inside the transaction of the other");
            }
            return context.put(RoleConnections.CONTEXT_KEY, role);
        };
    }
}
