package io.ingestio.orchestrator.notice;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** All SQL of {@code notice_addresses}. Joins the running transaction. */
@Component
class NoticeAddressTable {

    private final DatabaseClient sql;

    NoticeAddressTable(DatabaseClient sql) {
        this.sql = sql;
    }

    /** Empty if the user gets no e-mails. */
    Mono<String> find(String userId) {
        return sql.sql("select email from notice_addresses where user_id = :user")
                .bind("user", userId)
                .mapValue(String.class)
                .one();
    }

    Mono<Void> save(String userId, String email) {
        return sql.sql("""
                        insert into notice_addresses (user_id, email) values (:user, :email)
                        on conflict (user_id) do update set email = excluded.email, since = now()
                        """).bind("user", userId).bind("email", email).then();
    }

    Mono<Void> delete(String userId) {
        return sql.sql("delete from notice_addresses where user_id = :user")
                .bind("user", userId)
                .then();
    }
}
