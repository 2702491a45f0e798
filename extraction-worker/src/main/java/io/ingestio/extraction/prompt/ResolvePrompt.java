package io.ingestio.extraction.prompt;

import io.ingestio.extraction.job.Job;
import io.ingestio.models.DefaultPrompts;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Resolves the prompt of a document: the given one, or the default prompt of its type, given or found by classification. */
@Component
public class ResolvePrompt {

    private final DefaultPrompts defaults;

    ResolvePrompt(DefaultPrompts defaults) {
        this.defaults = defaults;
    }

    /**
     * @param request        what the user wants
     * @param classification the document's type; subscribed to only where the request names neither prompt nor type; empty if the
     *     model names none
     */
    public Mono<ResolvedPrompt> resolve(Job.Request request, Mono<String> classification) {
        if (request.prompt() != null) {
            return Mono.just(ResolvedPrompt.given(request.prompt()));
        }
        return Mono.justOrEmpty(request.documentType())
                .switchIfEmpty(classification)
                .map(type -> ResolvedPrompt.ofType(type, defaults))
                .switchIfEmpty(Mono.fromSupplier(() -> ResolvedPrompt.ofType(null, defaults)));
    }
}
