package io.ingestio.upload.transfer;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.http.Problem;
import io.ingestio.upload.draft.DraftFile;
import io.ingestio.upload.receive.ReceiveSettings;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.security.Principal;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The core of <a href="https://tus.io/protocols/resumable-upload">tus 1.0</a> for a file of a draft, without extensions: the upload was
 * created with the draft, so a client begins with its URL.
 */
@RestController
@RequestMapping("/api/v1/batches/{id}/documents/{documentId}/content")
class TusApi {

    private static final String VERSION = "1.0.0";
    private static final String RESUMABLE = "Tus-Resumable";
    private static final String OFFSET = "Upload-Offset";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final ReceiveContent receiveContent;
    private final ReceiveSettings settings;

    TusApi(ReceiveContent receiveContent, ReceiveSettings settings) {
        this.receiveContent = receiveContent;
        this.settings = settings;
    }

    /** What this server does. */
    @ApiResponse(responseCode = "204")
    @RequestMapping(method = RequestMethod.OPTIONS)
    Mono<ResponseEntity<Void>> options(@PathVariable UUID id, @PathVariable UUID documentId, Principal user) {
        return receiveContent
                .find(user.getName(), id, documentId)
                .map(target -> ResponseEntity.noContent()
                        .header(RESUMABLE, VERSION)
                        .header("Tus-Version", VERSION)
                        .header(
                                "Tus-Max-Size",
                                String.valueOf(settings.maxFileSize().toBytes()))
                        .build());
    }

    /** How many bytes have arrived. */
    @ApiResponse(responseCode = "200")
    @RequestMapping(method = RequestMethod.HEAD)
    Mono<ResponseEntity<Void>> offset(
            @PathVariable UUID id, @PathVariable UUID documentId, Principal user, ServerWebExchange exchange) {
        requireVersion(exchange);
        return receiveContent.find(user.getName(), id, documentId).map(target -> {
            TransferProblems.throwIfRejected(target.file());
            return head(target.file());
        });
    }

    private static ResponseEntity<Void> head(DraftFile file) {
        return ResponseEntity.ok()
                .header(RESUMABLE, VERSION)
                .header(OFFSET, String.valueOf(file.offset()))
                .header("Upload-Length", String.valueOf(file.length()))
                .header("Cache-Control", "no-store")
                .build();
    }

    /** The next bytes. The last ones are answered when the file is judged and stored. */
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/offset+octet-stream",
                            schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "204")
    @PatchMapping
    Mono<ResponseEntity<Void>> append(
            @PathVariable UUID id, @PathVariable UUID documentId, Principal user, ServerWebExchange exchange) {
        requireVersion(exchange);
        ServerHttpRequest request = exchange.getRequest();
        requireType(request);
        long offset = offset(request.getHeaders().getFirst(OFFSET));
        return receiveContent
                .append(user.getName(), id, documentId, offset, request)
                .map(next -> ResponseEntity.noContent()
                        .header(RESUMABLE, VERSION)
                        .header(OFFSET, String.valueOf(next))
                        .header("Cache-Control", "no-store")
                        .build());
    }

    private static void requireVersion(ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().set(RESUMABLE, VERSION);
        if (!VERSION.equals(exchange.getRequest().getHeaders().getFirst(RESUMABLE))) {
            exchange.getResponse().getHeaders().set("Tus-Version", VERSION);
            throw Problem.of(
                    HttpStatus.PRECONDITION_FAILED,
                    ErrorCode.TUS_VERSION_UNSUPPORTED,
                    "The header Tus-Resumable must be " + VERSION + ".");
        }
    }

    private static void requireType(ServerHttpRequest request) {
        if (!"application/offset+octet-stream".equals(request.getHeaders().getFirst("Content-Type"))) {
            throw Problem.of(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "Bytes come as application/offset+octet-stream.");
        }
    }

    private static long offset(@Nullable String header) {
        if (header == null || !NUMBER.matcher(header).matches()) {
            throw Problem.of(
                    HttpStatus.BAD_REQUEST, ErrorCode.BAD_REQUEST, "The header Upload-Offset must be a number.");
        }
        return Long.parseLong(header);
    }
}
