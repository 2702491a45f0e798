package io.ingestio.orchestrator.notice;

import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The queue of e-mails. A notice is marked before it is sent, and the mark is only removed when it certainly was not: whatever happens to
 * its sender, it is sent at most once.
 */
@Component
class NoticeQueue {

    private final DatabaseClient sql;

    NoticeQueue(DatabaseClient sql) {
        this.sql = sql;
    }

    /**
     * A claimed notice.
     *
     * @param email null if the user has turned notices off
     * @param old   whether it has waited longer than it is tried
     */
    record Notice(
            UUID id, String userId, @Nullable String email, String subject, String body, int attempt, boolean old) {}

    /** The status that a notice gets after an attempt. */
    enum After {
        PENDING,
        SENT,
        FAILED,
        UNKNOWN
    }

    /** The earliest notice that is due, of the first user after the given one: users come in turn, whatever others have queued. */
    Mono<Notice> claim(String afterUser, Duration lease, Duration giveUp) {
        return sql.sql("""
                        with claimed as (
                            update notices
                            set status = 'sending', attempt = attempt + 1, next_attempt_at = now() + make_interval(secs => :lease)
                            where id = (select id from notices where status = 'pending' and user_id > :after and next_attempt_at <= now()
                                        order by user_id, next_attempt_at for update skip locked limit 1)
                            returning *
                        )
                        select c.id, c.user_id, a.email, c.subject, c.body, c.attempt,
                               c.created_at < now() - make_interval(secs => :giveUp) as old
                        from claimed c left join notice_addresses a on a.user_id = c.user_id
                        """)
                .bind("after", afterUser)
                .bind("lease", seconds(lease))
                .bind("giveUp", seconds(giveUp))
                .mapProperties(Notice.class)
                .one();
    }

    /** What has ended keeps no content. */
    Mono<Void> end(UUID id, After after, Duration wait) {
        boolean ended = after != After.PENDING;
        return sql.sql("""
                        update notices
                        set status = :status, next_attempt_at = now() + make_interval(secs => :wait),
                            ended_at = case when :ended then now() end,
                            subject = case when :ended then '' else subject end, body = case when :ended then '' else body end
                        where id = :id and status = 'sending'
                        """)
                .bind("status", after.name().toLowerCase(Locale.ROOT))
                .bind("wait", seconds(wait))
                .bind("ended", ended)
                .bind("id", id)
                .then();
    }

    /** Notices whose sender died: whether they were sent is unknown. */
    Mono<Long> endAbandoned() {
        return sql.sql("""
                        update notices set status = 'unknown', ended_at = now(), subject = '', body = ''
                        where status = 'sending' and next_attempt_at < now()
                        """).fetch().rowsUpdated();
    }

    Mono<Long> deleteOlderThan(Duration age, int limit) {
        return sql.sql("""
                        delete from notices where id in (
                            select id from notices where created_at < now() - make_interval(secs => :age)
                            order by created_at limit :limit)
                        """)
                .bind("age", seconds(age))
                .bind("limit", limit)
                .fetch()
                .rowsUpdated();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
