package io.ingestio.upload.transfer;

import io.ingestio.upload.draft.DraftFile;
import java.security.Principal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code PUT …/content}: a file of a draft in one go, of any media type: the bytes decide. May be repeated; the last one stands. */
@RestController
class PutFileApi {

    private final ReceiveContent receiveContent;

    PutFileApi(ReceiveContent receiveContent) {
        this.receiveContent = receiveContent;
    }

    record Received(
            UUID id,
            String filename,
            String state,
            @Nullable String mimeType,
            long sizeBytes,
            @Nullable Integer pages) {

        static Received of(DraftFile file) {
            return new Received(
                    file.documentId(), file.filename(), file.state(), file.mimeType(), file.length(), file.pages());
        }
    }

    @PutMapping("/api/v1/batches/{id}/documents/{documentId}/content")
    Mono<Received> put(
            @PathVariable UUID id, @PathVariable UUID documentId, Principal user, ServerWebExchange exchange) {
        return receiveContent
                .put(user.getName(), id, documentId, exchange.getRequest())
                .map(target -> Received.of(target.file()));
    }
}
