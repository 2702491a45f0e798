package io.ingestio.orchestrator.act;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.Tenancy;
import io.ingestio.database.idempotency.Claim;
import io.ingestio.http.Problem;
import io.ingestio.orchestrator.batch.BatchTable;
import io.ingestio.orchestrator.batch.StoreChange;
import io.ingestio.orchestrator.document.DocumentTable;
import io.ingestio.orchestrator.document.Redo;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Redoes or deletes documents of one user, in one transaction that has locked their batches. */
@Component
class ActOnDocuments {

    private final BatchTable batches;
    private final DocumentTable documents;
    private final StoreChange storeChange;
    private final Tenancy tenancy;
    private final Clock clock;

    ActOnDocuments(BatchTable batches, DocumentTable documents, StoreChange storeChange, Tenancy tenancy, Clock clock) {
        this.batches = batches;
        this.documents = documents;
        this.storeChange = storeChange;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** @throws Problem if none of the documents can be extracted again: 404 or 409 with the reason of each */
    Mono<Acted> redo(Claim<Acted> claim, List<UUID> ids, Redo redo) {
        return act(claim, ids, acts -> acts.redo(ids, redo));
    }

    /** @throws Problem 404 if the user has none of the documents */
    Mono<Acted> delete(Claim<Acted> claim, List<UUID> ids) {
        return act(claim, ids, acts -> acts.delete(ids));
    }

    private Mono<Acted> act(Claim<Acted> claim, List<UUID> ids, UnaryOperator<DocumentActs> decide) {
        String userId = claim.userId();
        return tenancy.asUser(
                userId,
                documents
                        .batchesOf(userId, ids)
                        .flatMap(batchIds -> batches.lock(userId, batchIds))
                        .flatMap(locked -> documents
                                .find(ids)
                                .map(found -> decide.apply(new DocumentActs(locked, found, clock.instant()))))
                        .flatMap(acts -> acts.acted().accepted().isEmpty()
                                ? Mono.error(refusal(acts.acted()))
                                : storeChange.store(acts.change()).then(claim.complete(acts.acted()))));
    }

    private static Problem refusal(Acted acted) {
        return acted.refused().stream()
                .flatMap(refused -> ErrorCode.ofWireName(refused.code()).stream())
                .filter(code -> code != ErrorCode.NOT_FOUND)
                .findFirst()
                .map(code -> Problem.of(HttpStatus.CONFLICT, code, "None of the documents can be extracted again now."))
                .orElseGet(() -> Problem.notFound("document"))
                .with("refused", acted.refused());
    }
}
