package io.ingestio.gateway.route;

/** A service that answers calls of the public API; the extraction worker only those of administrators about its own events. */
enum Backend {
    UPLOAD("upload-service"),
    ORCHESTRATOR("batch-orchestrator"),
    EXTRACTION("extraction-worker"),
    USAGE("usage-service"),
    EXPORT("export-service");

    private final String service;

    Backend(String service) {
        this.service = service;
    }

    /** As paths name it. */
    String service() {
        return service;
    }
}
