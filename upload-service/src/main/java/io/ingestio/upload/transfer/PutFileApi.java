package io.ingestio.upload.transfer;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.http.Problem;
import io.ingestio.upload.draft.DraftFile;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code PUT …/content}: a file of a draft in one go, of any media type: the bytes decide. May be repeated; the last one stands. */
@RestController
class PutFileApi {

    private static final List<MediaType> FORMS =
            List.of(MediaType.MULTIPART_FORM_DATA, MediaType.APPLICATION_FORM_URLENCODED);

    private final ReceiveContent receiveContent;

    PutFileApi(ReceiveContent receiveContent) {
        this.receiveContent = receiveContent;
    }

    /** @param damaged whether there was more in the file than these pages */
    record Received(
            UUID id,
            String filename,
            String state,
            @Nullable String mimeType,
            long sizeBytes,
            @Nullable Integer pages,
            boolean damaged) {

        static Received of(DraftFile file) {
            return new Received(
                    file.documentId(),
                    file.filename(),
                    file.state(),
                    file.mimeType(),
                    file.length(),
                    file.pages(),
                    file.damaged());
        }
    }

    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @PutMapping("/api/v1/batches/{id}/documents/{documentId}/content")
    Mono<Received> put(
            @PathVariable UUID id, @PathVariable UUID documentId, Principal user, ServerWebExchange exchange) {
        requireBytes(exchange.getRequest().getHeaders());
        return receiveContent
                .put(user.getName(), id, documentId, exchange.getRequest())
                .map(target -> Received.of(target.file()));
    }

    /** A form would be stored as it is on the wire, and a part as if it were the whole. */
    private static void requireBytes(HttpHeaders headers) {
        MediaType type = headers.getContentType();
        if (type != null && FORMS.stream().anyMatch(form -> form.isCompatibleWith(type))) {
            throw Problem.of(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "The body must be the bytes of the file, not a form.");
        }
        if (headers.containsHeader(HttpHeaders.CONTENT_RANGE)) {
            throw Problem.of(
                    HttpStatus.BAD_REQUEST,
                    ErrorCode.BAD_REQUEST,
                    "PUT takes the whole file. Send parts with PATCH, as tus says.");
        }
    }
}
