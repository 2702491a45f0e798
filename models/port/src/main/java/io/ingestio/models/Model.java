package io.ingestio.models;

import reactor.core.publisher.Mono;

/**
 * Something that reads documents: a language model behind an API, or the rules of the offline engine.
 *
 * <p>One call is one attempt: adapters do not retry, because one component decides about retries. The Monos are lazy and never
 * block the subscriber's thread; cancelling one aborts the call. Known failures are a {@link ModelFailure}; any other failure is a
 * defect of the adapter and counts as an attempt.
 */
public interface Model {

    /**
     * The adapter and the model behind it, as shown on the screen and stored with the job; such as {@code offline-rules-1}.
     */
    String name();

    /** Names the document's type: {@code {"documentType":"invoice"}}. */
    Mono<ModelReply> classify(DocumentContent document);

    /** Extracts the data: {@code {"documentType":"invoice","data":{…}}}. */
    Mono<ModelReply> extract(DocumentContent document, Instructions instructions);
}
