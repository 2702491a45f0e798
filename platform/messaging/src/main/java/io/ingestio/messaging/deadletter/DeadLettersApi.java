package io.ingestio.messaging.deadletter;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.Tenancy;
import io.ingestio.http.Page;
import io.ingestio.http.Problem;
import io.ingestio.messaging.deadletter.DeadLetterTable.DeadLetter;
import java.security.Principal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * {@code /api/v1/admin/dead-letters} of each service, on the service's own port: the records that its consumers could not read or
 * apply. The body is not shown: it may be a user's content.
 */
@RestController
@RequestMapping("/api/v1/admin/dead-letters")
class DeadLettersApi {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLettersApi.class);

    private final DeadLetterTable table;
    private final ApplyDeadLetter applyDeadLetter;
    private final Tenancy tenancy;

    DeadLettersApi(DeadLetterTable table, ApplyDeadLetter applyDeadLetter, Tenancy tenancy) {
        this.table = table;
        this.applyDeadLetter = applyDeadLetter;
        this.tenancy = tenancy;
    }

    /** @param bytes of the body */
    record DeadLetterView(
            long id,
            String consumer,
            String topic,
            int partition,
            long offset,
            @Nullable String key,
            @JsonRawValue String headers,
            @Nullable Integer bytes,
            String kind,
            String reason,
            int attempts,
            Instant arrivedAt) {

        static DeadLetterView of(DeadLetter letter) {
            return new DeadLetterView(
                    letter.id(),
                    letter.consumer(),
                    letter.topic(),
                    letter.partition(),
                    letter.offset(),
                    letter.key(),
                    letter.headers(),
                    letter.bytes(),
                    letter.kind(),
                    letter.reason(),
                    letter.attempts(),
                    letter.arrivedAt());
        }
    }

    @GetMapping
    Mono<Page<DeadLetterView>> list(
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(defaultValue = "25") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        checkKind(kind);
        long before = Page.number(cursor, Long.MAX_VALUE);
        return Page.read(
                limit,
                rows -> tenancy.statementAsService(table.list(kind, before, rows))
                        .map(DeadLetterView::of),
                letter -> String.valueOf(letter.id()));
    }

    @PostMapping("/{id}/apply")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> apply(@PathVariable long id, Principal administrator) {
        return applyDeadLetter
                .apply(id)
                .doOnSuccess(done -> LOG.warn("dead letter applied id={} by={}", id, administrator.getName()));
    }

    /** For one that will never be applied. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(@PathVariable long id, Principal administrator) {
        return tenancy.statementAsService(table.delete(List.of(id)))
                .doOnNext(deleted -> LOG.warn("dead letter deleted id={} by={}", id, administrator.getName()))
                .then();
    }

    private static void checkKind(@Nullable String kind) {
        List<String> known = Arrays.stream(Kind.values()).map(Kind::wireName).toList();
        if (kind != null && !known.contains(kind)) {
            throw Problem.of(HttpStatus.BAD_REQUEST, ErrorCode.INVALID_REQUEST, "kind must be one of " + known + ".");
        }
    }
}
