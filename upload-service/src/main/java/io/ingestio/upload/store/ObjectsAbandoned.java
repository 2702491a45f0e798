package io.ingestio.upload.store;

import io.ingestio.background.TransientFailure;

/** Storing took so long that the sweep has begun to delete the objects. The same request may succeed when it is repeated. */
final class ObjectsAbandoned extends RuntimeException implements TransientFailure {
    ObjectsAbandoned() {
        super("the stored objects were given up");
    }
}
