package io.ingestio.messaging.deadletter;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.Tenancy;
import io.ingestio.http.FieldErrors;
import io.ingestio.http.Problem;
import io.ingestio.http.Text;
import io.ingestio.http.list.Page;
import io.ingestio.messaging.deadletter.ActOnDeadLetters.Selection;
import io.ingestio.messaging.deadletter.ActOnDeadLetters.Tally;
import io.ingestio.messaging.deadletter.DeadLetterActTable.ActView;
import io.ingestio.messaging.deadletter.DeadLetterActTable.By;
import io.ingestio.messaging.deadletter.DeadLetterTable.DeadLetter;
import java.security.Principal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
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

    private static final int MOST = 500;
    private static final int MAX_REASON = 1000;

    private final DeadLetterTable table;
    private final DeadLetterActTable acts;
    private final ActOnDeadLetters actOnDeadLetters;
    private final Tenancy tenancy;

    DeadLettersApi(DeadLetterTable table, DeadLetterActTable acts, ActOnDeadLetters actOnDeadLetters, Tenancy tenancy) {
        this.table = table;
        this.acts = acts;
        this.actOnDeadLetters = actOnDeadLetters;
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
            @Nullable String type,
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
                    letter.type(),
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

    /** @param reason why, in the administrator's words */
    record ActRequest(@Nullable String reason) {}

    /**
     * @param kind  null for any
     * @param type  of the event; null for any
     * @param limit most dead letters of the call, the oldest first
     */
    record BulkRequest(
            @Nullable String kind,
            @Nullable String type,
            @Nullable Integer limit,
            @Nullable String reason) {

        Selection selection() {
            checkKind(kind);
            int most = limit == null ? MOST : limit;
            new FieldErrors()
                    .require(most >= 1 && most <= MOST, "limit", "must be 1 to " + MOST)
                    .throwIfAny();
            return new Selection(kind, type, most);
        }
    }

    @PostMapping("/{id}/apply")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> apply(@PathVariable long id, @RequestBody ActRequest body, Principal administrator) {
        return actOnDeadLetters.apply(id, by(administrator, body.reason()));
    }

    /** For one that will never be applied. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(
            @PathVariable long id, @RequestParam(required = false) @Nullable String reason, Principal administrator) {
        return actOnDeadLetters.delete(id, by(administrator, reason));
    }

    @PostMapping("/apply")
    Mono<Tally> applyAll(@RequestBody BulkRequest body, Principal administrator) {
        return actOnDeadLetters.applyAll(body.selection(), by(administrator, body.reason()));
    }

    @PostMapping("/delete")
    Mono<Tally> deleteAll(@RequestBody BulkRequest body, Principal administrator) {
        return actOnDeadLetters.deleteAll(body.selection(), by(administrator, body.reason()));
    }

    /** What was done with dead letters, newest first. */
    @GetMapping("/acts")
    Mono<Page<ActView>> acts(
            @RequestParam(defaultValue = "25") int limit, @RequestParam(required = false) @Nullable String cursor) {
        long before = Page.number(cursor, Long.MAX_VALUE);
        return Page.read(
                limit, rows -> tenancy.statementAsService(acts.list(before, rows)), act -> String.valueOf(act.id()));
    }

    private static By by(Principal administrator, @Nullable String reason) {
        new FieldErrors()
                .require(Text.isGiven(reason, MAX_REASON), "reason", "must have 1 to " + MAX_REASON + " characters")
                .throwIfAny();
        return new By(administrator.getName(), String.valueOf(reason));
    }

    private static void checkKind(@Nullable String kind) {
        List<String> known = Arrays.stream(Kind.values()).map(Kind::wireName).toList();
        if (kind != null && !known.contains(kind)) {
            throw Problem.of(HttpStatus.BAD_REQUEST, ErrorCode.INVALID_REQUEST, "kind must be one of " + known + ".");
        }
    }
}
