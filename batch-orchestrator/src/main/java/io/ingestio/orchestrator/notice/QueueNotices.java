package io.ingestio.orchestrator.notice;

import static io.ingestio.database.Rows.column;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.OrchestrationEvent.BatchCompleted;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Queues e-mails for users who want them, in the transaction of the change that they report; one for each revision of a batch. Nothing
 * is queued where no SMTP server is configured.
 */
@Component
public class QueueNotices {

    private final DatabaseClient sql;
    private final SmtpSettings settings;

    QueueNotices(DatabaseClient sql, SmtpSettings settings) {
        this.sql = sql;
        this.settings = settings;
    }

    /**
     * A batch whose end was published.
     *
     * @param name as the user gave it
     */
    public record EndedBatch(BatchCompleted event, @Nullable String name) {}

    private record NewNotice(String userId, UUID subjectId, int revision, NoticeText text) {}

    public Mono<Void> batchesEnded(List<EndedBatch> batches) {
        return queue(batches.stream()
                .map(batch -> new NewNotice(
                        batch.event().userId(),
                        batch.event().batchId(),
                        batch.event().revision(),
                        NoticeText.batchEnded(batch.event(), batch.name())))
                .toList());
    }

    public Mono<Void> endpointDisabled(String userId, String url, ErrorCode reason) {
        return queue(List.of(new NewNotice(userId, UUID.randomUUID(), 0, NoticeText.endpointDisabled(url, reason))));
    }

    private Mono<Void> queue(List<NewNotice> notices) {
        if (notices.isEmpty() || !settings.isConfigured()) {
            return Mono.empty();
        }
        return sql.sql("""
                        insert into notices (id, user_id, subject_id, revision, subject, body)
                        select gen_random_uuid(), n.user_id, n.subject_id, n.revision, n.subject, n.body
                        from unnest(:users, :subjectIds, :revisions, :subjects, :bodies)
                             as n (user_id, subject_id, revision, subject, body)
                        join notice_addresses a on a.user_id = n.user_id
                        on conflict (subject_id, revision) do nothing
                        """)
                .bind("users", column(notices, NewNotice::userId, String.class))
                .bind("subjectIds", column(notices, NewNotice::subjectId, UUID.class))
                .bind("revisions", column(notices, NewNotice::revision, Integer.class))
                .bind("subjects", column(notices, notice -> notice.text().subject(), String.class))
                .bind("bodies", column(notices, notice -> notice.text().body(), String.class))
                .then();
    }

    /** Deletes the notices about these batches, in whatever state. */
    public Mono<Void> deleteAbout(Collection<UUID> batchIds) {
        return batchIds.isEmpty()
                ? Mono.empty()
                : sql.sql("delete from notices where subject_id = any(:batches)")
                        .bind("batches", batchIds.toArray(UUID[]::new))
                        .then();
    }
}
