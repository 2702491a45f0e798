package io.ingestio.orchestrator.live;

import com.fasterxml.jackson.annotation.JsonValue;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Changes on their way to a client. They are encoded when all events before them were written to the connection; only then the next
 * ones are read. So a client that reads slowly holds one portion in memory, and not as many as the server's buffers have places for.
 */
final class Outgoing {

    private final Changes changes;
    private final Sinks.Empty<Void> encoded = Sinks.empty();

    Outgoing(Changes changes) {
        this.changes = changes;
    }

    @JsonValue
    Changes encode() {
        var _ = encoded.tryEmitEmpty(); // again where an encoder reads twice: it has completed then
        return changes;
    }

    /** Completes when the encoder has begun with it. */
    Mono<Void> whenEncoded() {
        return encoded.asMono();
    }
}
