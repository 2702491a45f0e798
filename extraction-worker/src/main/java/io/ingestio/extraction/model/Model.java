package io.ingestio.extraction.model;

import reactor.core.publisher.Mono;

public interface Model {
    String name();

    Mono<ModelReply> classify(DocumentContent document);

    Mono<ModelReply> extract(DocumentContent document, Instructions instructions);
}
