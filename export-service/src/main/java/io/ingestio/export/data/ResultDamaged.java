package io.ingestio.export.data;

import io.ingestio.contracts.DataReference;

/** The stored object is not the one that an event refers to; a repetition does not help. */
final class ResultDamaged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ResultDamaged(DataReference reference, String difference) {
        super("object " + reference.key() + " is not the stored result: " + difference);
    }
}
