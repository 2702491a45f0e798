package io.ingestio.extraction.prompt;

import io.ingestio.models.DefaultPrompts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Resolves the prompt of a document: the given one, or the default prompt of the type that classification finds. */
@Component
public class ResolvePrompt {

    private final DefaultPrompts defaults;

    ResolvePrompt(DefaultPrompts defaults) {
        this.defaults = defaults;
    }

    /**
     * @param given          the document's prompt; null where the strategy is auto
     * @param classification the document's type; subscribed to only without a given prompt; empty if the model names none
     */
    public Mono<ResolvedPrompt> resolve(@Nullable String given, Mono<String> classification) {
        if (given != null) {
            return Mono.just(ResolvedPrompt.given(given));
        }
        return classification
                .map(type -> ResolvedPrompt.ofType(type, defaults))
                .switchIfEmpty(Mono.fromSupplier(() -> ResolvedPrompt.ofType(null, defaults)));
    }
}
