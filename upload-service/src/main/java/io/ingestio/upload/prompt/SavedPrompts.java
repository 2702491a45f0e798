package io.ingestio.upload.prompt;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.Tenancy;
import io.ingestio.http.Problem;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A user's prompts: kept, read, replaced, deleted. */
@Component
class SavedPrompts {

    /** So that all of them fit into one answer. */
    private static final int MOST = 100;

    private final SavedPromptTable table;
    private final Tenancy tenancy;
    private final Supplier<UUID> ids;

    SavedPrompts(SavedPromptTable table, Tenancy tenancy, Supplier<UUID> ids) {
        this.table = table;
        this.tenancy = tenancy;
        this.ids = ids;
    }

    /**
     * @throws Problem 409 {@code too_many_prompts} or {@code prompt_name_in_use}
     */
    Mono<SavedPrompt> add(String userId, String name, String prompt) {
        return tenancy.asUser(
                        userId,
                        table.lockAndCount(userId)
                                .filter(count -> count < MOST)
                                .switchIfEmpty(Mono.error(SavedPrompts::tooMany))
                                .then(Mono.defer(() -> table.insert(ids.get(), userId, name, prompt))))
                .onErrorMap(DuplicateKeyException.class, inUse -> nameInUse());
    }

    /**
     * Empty if there is none.
     *
     * @throws Problem 409 {@code prompt_name_in_use}
     */
    Mono<SavedPrompt> replace(String userId, UUID id, String name, String prompt) {
        return tenancy.asUser(userId, table.update(id, userId, name, prompt))
                .onErrorMap(DuplicateKeyException.class, inUse -> nameInUse());
    }

    /** False if there is none. */
    Mono<Boolean> delete(String userId, UUID id) {
        return tenancy.asUser(userId, table.delete(id, userId));
    }

    /** Empty if there is none. */
    Mono<SavedPrompt> find(String userId, UUID id) {
        return tenancy.asUser(userId, table.find(id, userId));
    }

    /** By name. */
    Flux<SavedPrompt> all(String userId) {
        return tenancy.manyAsUser(userId, table.all(userId));
    }

    private static Problem tooMany() {
        return Problem.of(
                HttpStatus.CONFLICT, ErrorCode.TOO_MANY_PROMPTS, "There may be at most " + MOST + " saved prompts.");
    }

    private static Problem nameInUse() {
        return Problem.of(
                HttpStatus.CONFLICT,
                ErrorCode.PROMPT_NAME_IN_USE,
                "Another saved prompt has this name. Choose another.");
    }
}
