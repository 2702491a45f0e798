package io.ingestio.export.request;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.status.ExportStatus;
import io.ingestio.export.job.ExportSettings;
import io.ingestio.export.request.ExportTable.Known;
import io.ingestio.http.Problem;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Queues an export, unless there is one with the same content: then that is the answer. In the caller's transaction, in which no other
 * request of the user does the same.
 */
@Component
class QueueExport {

    private static final Duration LATER = Duration.ofSeconds(10);

    private final ExportTable exports;
    private final ExportSettings settings;

    QueueExport(ExportTable exports, ExportSettings settings) {
        this.exports = exports;
        this.settings = settings;
    }

    /**
     * @throws Problem 429 {@code too_many_exports}
     */
    Mono<Known> queue(NewExport export) {
        String user = export.userId();
        return exports.lock(user)
                .then(exports.same(
                        user, export.fingerprint(), settings.retention().dividedBy(2)))
                .switchIfEmpty(Mono.defer(() -> add(export)));
    }

    private Mono<Known> add(NewExport export) {
        return exports.open(export.userId())
                .filter(open -> open < settings.waiting())
                .switchIfEmpty(Mono.error(this::tooMany))
                .then(Mono.defer(() -> exports.insert(export)))
                .thenReturn(new Known(export.id(), ExportStatus.QUEUED));
    }

    private Problem tooMany() {
        return Problem.retryable(
                        HttpStatus.TOO_MANY_REQUESTS,
                        ErrorCode.TOO_MANY_EXPORTS,
                        "%d of your exports wait or are being built. Try again when one of them is ready."
                                .formatted(settings.waiting()))
                .after(LATER);
    }
}
