package io.ingestio.launcher.client;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A batch whose files are being sent. */
public record Draft(UUID id, List<File> documents) {

    /**
     * @param state      expected, receiving, received or rejected
     * @param code       why it was rejected
     * @param contentUrl where its bytes go
     */
    public record File(
            UUID id,
            String filename,
            String state,
            @Nullable String code,
            @Nullable String detail,
            String contentUrl) {

        public boolean isRejected() {
            return state.equals("rejected");
        }
    }
}
