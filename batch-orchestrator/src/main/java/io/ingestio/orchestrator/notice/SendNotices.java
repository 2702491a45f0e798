package io.ingestio.orchestrator.notice;

import io.ingestio.background.Backoff;
import io.ingestio.background.PollingLoop;
import io.ingestio.database.Tenancy;
import io.ingestio.orchestrator.notice.NoticeQueue.After;
import io.ingestio.orchestrator.notice.NoticeQueue.Notice;
import io.ingestio.orchestrator.notice.Sending.Rejected;
import io.ingestio.orchestrator.notice.Sending.Sent;
import io.ingestio.orchestrator.notice.Sending.Unknown;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** The rounds that send e-mails, one a round, of one user after the other. No address is logged. */
final class SendNotices implements PollingLoop.Round {

    private static final Logger LOG = LoggerFactory.getLogger(SendNotices.class);
    private static final Duration SQL_LIMIT = Duration.ofSeconds(30);

    /** Longer than an SMTP conversation within its time-outs. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final NoticeQueue queue;
    private final SmtpClient smtp;
    private final SmtpSettings settings;
    private final Backoff backoff;
    private final Tenancy tenancy;
    private final MeterRegistry meters;
    private volatile String lastUser = ""; // shared by the threads: where the next claim continues

    SendNotices(
            NoticeQueue queue,
            SmtpClient smtp,
            SmtpSettings settings,
            Backoff backoff,
            Tenancy tenancy,
            MeterRegistry meters) {
        this.queue = queue;
        this.smtp = smtp;
        this.settings = settings;
        this.backoff = backoff;
        this.tenancy = tenancy;
        this.meters = meters;
    }

    @Override
    public Duration run(boolean called) {
        tenancy.statementAsService(queue.endAbandoned()).block(SQL_LIMIT);
        Notice notice =
                claim(lastUser).switchIfEmpty(Mono.defer(() -> claim(""))).block(SQL_LIMIT);
        if (notice == null) {
            return settings.poll();
        }
        lastUser = notice.userId();
        After after = attempt(notice);
        meters.counter("ingestio.notices", "outcome", after.name().toLowerCase(Locale.ROOT))
                .increment();
        tenancy.statementAsService(queue.end(notice.id(), after, backoff.after(notice.attempt())))
                .block(SQL_LIMIT);
        return Duration.ZERO;
    }

    private Mono<Notice> claim(String afterUser) {
        return tenancy.statementAsService(queue.claim(afterUser, LEASE, settings.giveUp()));
    }

    private After attempt(Notice notice) {
        String email = notice.email();
        if (email == null || notice.old()) {
            return After.FAILED;
        }
        return switch (smtp.send(notice.id(), email, notice.subject(), notice.body())) {
            case Sent sent -> After.SENT;
            case Rejected rejected -> {
                LOG.warn(
                        "notice not sent notice={} attempt={} failure={}",
                        notice.id(),
                        notice.attempt(),
                        rejected.detail());
                yield rejected.permanent() ? After.FAILED : After.PENDING;
            }
            case Unknown unknown -> {
                LOG.warn("notice may not have been sent notice={} failure={}", notice.id(), unknown.detail());
                yield After.UNKNOWN;
            }
        };
    }
}
