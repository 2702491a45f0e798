package io.ingestio.orchestrator.act;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.request.TextLimits;
import io.ingestio.database.Tenancy;
import io.ingestio.http.Problem;
import io.ingestio.orchestrator.batch.BatchReads;
import io.ingestio.orchestrator.document.AwaitBatch;
import java.security.Principal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Rename, cancel and delete a batch: each may be repeated without harm, so none needs an {@code Idempotency-Key}. */
@RestController
@RequestMapping("/api/v1/batches/{id}")
class BatchActApi {

    private final ActOnBatch actOnBatch;
    private final AwaitBatch awaitBatch;
    private final BatchReads batches;
    private final Tenancy tenancy;

    BatchActApi(ActOnBatch actOnBatch, AwaitBatch awaitBatch, BatchReads batches, Tenancy tenancy) {
        this.actOnBatch = actOnBatch;
        this.awaitBatch = awaitBatch;
        this.batches = batches;
        this.tenancy = tenancy;
    }

    /** @param name null or blank removes the name */
    record RenameRequest(@Nullable String name) {}

    @PatchMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> rename(@PathVariable UUID id, @RequestBody RenameRequest body, Principal user) {
        String name = body.name() == null || body.name().isBlank()
                ? null
                : body.name().strip();
        if (name != null && name.length() > TextLimits.NAME) {
            throw Problem.of(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    ErrorCode.NAME_TOO_LONG,
                    "A batch's name may have at most " + TextLimits.NAME + " characters.");
        }
        if (name != null && name.indexOf('\0') >= 0) {
            throw Problem.of(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    ErrorCode.INVALID_REQUEST,
                    "A batch's name may not contain the character NUL.");
        }
        return whenKnown(user, id, actOnBatch.rename(user.getName(), id, name));
    }

    @PostMapping("/cancel")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Void> cancel(@PathVariable UUID id, Principal user) {
        return whenKnown(user, id, actOnBatch.cancel(user.getName(), id));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Void> delete(@PathVariable UUID id, Principal user) {
        return whenKnown(user, id, actOnBatch.delete(user.getName(), id));
    }

    /** One that is not known may have been submitted just now: then the act is repeated when it arrives, within 2 s. */
    private Mono<Void> whenKnown(Principal user, UUID id, Mono<Void> act) {
        String userId = user.getName();
        return act.onErrorResume(
                BatchActApi::isUnknown,
                unknown -> awaitBatch
                        .found(id, tenancy.asUser(userId, batches.find(userId, id)))
                        .then(act));
    }

    private static boolean isUnknown(Throwable failure) {
        return failure instanceof Problem problem && problem.code() == ErrorCode.NOT_FOUND;
    }
}
