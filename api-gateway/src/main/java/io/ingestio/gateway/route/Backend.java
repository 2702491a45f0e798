package io.ingestio.gateway.route;

/** A service that answers calls of the public API. The extraction worker has none. */
enum Backend {
    UPLOAD,
    ORCHESTRATOR,
    USAGE,
    EXPORT
}
