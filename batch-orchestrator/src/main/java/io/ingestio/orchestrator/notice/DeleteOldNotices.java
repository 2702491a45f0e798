package io.ingestio.orchestrator.notice;

import io.ingestio.background.Sweep;
import io.ingestio.database.Tenancy;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Deletes notices when their retention is over. */
@Component
class DeleteOldNotices implements Sweep {

    private final NoticeQueue queue;
    private final Tenancy tenancy;
    private final Duration retention;

    DeleteOldNotices(NoticeQueue queue, Tenancy tenancy, SmtpSettings settings) {
        this.queue = queue;
        this.tenancy = tenancy;
        this.retention = settings.retention();
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public Mono<Long> portion(int limit) {
        return tenancy.statementAsService(queue.deleteOlderThan(retention, limit));
    }
}
