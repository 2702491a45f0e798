package io.ingestio.usage.stripe;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** All SQL of {@code stripe_customers}. */
@Component
public class CustomerTable {

    private final DatabaseClient sql;

    CustomerTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /**
     * Locks the customer (or, for an event without one, the payment) until the end of the transaction. Acquired before the lock of a
     * user's pages.
     */
    public Mono<Void> lock(String customerOrPayment) {
        return sql.sql("select pg_advisory_xact_lock(hashtextextended('stripe ' || :key, 0))")
                .bind("key", customerOrPayment)
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** Empty for a customer that is not linked to a user. */
    public Mono<String> userOf(String customerId) {
        return sql.sql("select user_id from stripe_customers where customer_id = :customer")
                .bind("customer", customerId)
                .map(row -> row.get("user_id", String.class))
                .one();
    }

    /** The newest customer of a user; empty for a user who never paid. */
    public Mono<String> ofUser(String userId) {
        return sql.sql("""
                        select customer_id from stripe_customers where user_id = :user
                        order by created_at desc, customer_id desc limit 1
                        """)
                .bind("user", userId)
                .map(row -> row.get("customer_id", String.class))
                .one();
    }

    /** Links a customer to a user unless it is linked already. Answers the user of the customer. */
    public Mono<String> link(String customerId, String userId) {
        return sql.sql("""
                        insert into stripe_customers (customer_id, user_id) values (:customer, :user)
                        on conflict (customer_id) do nothing
                        """)
                .bind("customer", customerId)
                .bind("user", userId)
                .fetch()
                .rowsUpdated()
                .then(userOf(customerId));
    }
}
