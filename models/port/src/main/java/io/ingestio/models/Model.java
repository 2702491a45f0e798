package io.ingestio.models;

import reactor.core.publisher.Mono;

/**
 * Something that reads documents: a language model behind an API, or the rules of the offline engine.
 *
 * <p>One call is one attempt: adapters do not retry, since one component decides about that. The Monos are lazy, never block
 * the subscriber's thread, and fail with {@link ModelFailure} only; cancelling one abandons the call.
 */
public interface Model {

    /**
     * The adapter and what answers behind it, as shown on the screen and kept with the job; such as {@code offline-rules-1}.
     */
    String name();

    /** Names the document's type: {@code {"documentType":"invoice"}}. */
    Mono<ModelReply> classify(DocumentContent document);

    /** Pulls out the data: {@code {"documentType":"invoice","data":{…}}}. */
    Mono<ModelReply> extract(DocumentContent document, Instructions instructions);
}
