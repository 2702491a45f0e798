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
     * Waits until no other transaction of this service works on the customer (or, for what has none, on the payment), and keeps
     * others out until this one ends. Taken before the lock of a user's pages.
     */
    public Mono<Void> lock(String customerOrPayment) {
        return sql.sql("select pg_advisory_xact_lock(hashtextextended('stripe ' || :key, 0))")
                .bind("key", customerOrPayment)
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** Empty for a customer whom no user has. */
    public Mono<String> userOf(String customerId) {
        return sql.sql("select user_id from stripe_customers where customer_id = :customer")
                .bind("customer", customerId)
                .map(row -> row.get("user_id", String.class))
                .one();
    }

    /** The newest customer of a user; empty for one who never paid. */
    public Mono<String> ofUser(String userId) {
        return sql.sql("""
                        select customer_id from stripe_customers where user_id = :user
                        order by created_at desc, customer_id desc limit 1
                        """)
                .bind("user", userId)
                .map(row -> row.get("customer_id", String.class))
                .one();
    }

    /** A customer who has a user keeps that one. Answers whose the customer is. */
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
