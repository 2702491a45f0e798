package io.ingestio.upload.content;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.Tenancy;
import io.ingestio.http.Problem;
import io.ingestio.http.StreamLimit;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code GET /api/v1/documents/{id}/content}: the file as it was uploaded, or a range of its bytes. */
@RestController
class ContentApi {

    /** A browser shows these without running anything; others are for saving. */
    private static final Set<String> INLINE = Set.of("image/jpeg", "image/png", "image/webp");

    private final StoredFileTable files;
    private final StoredBytes bytes;
    private final StreamLimit reads;
    private final Tenancy tenancy;

    ContentApi(StoredFileTable files, StoredBytes bytes, StreamLimit reads, Tenancy tenancy) {
        this.files = files;
        this.bytes = bytes;
        this.reads = reads;
        this.tenancy = tenancy;
    }

    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(
            responseCode = "206",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @GetMapping("/api/v1/documents/{id}/content")
    Mono<ResponseEntity<Flux<DataBuffer>>> content(@PathVariable UUID id, Principal user, ServerWebExchange exchange) {
        return tenancy.asUser(user.getName(), files.find(user.getName(), id))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("document")))
                .map(file -> answer(user.getName(), file, exchange));
    }

    private ResponseEntity<Flux<DataBuffer>> answer(String userId, StoredFile file, ServerWebExchange exchange) {
        RequestedRange range = RequestedRange.of(rangeHeader(file, exchange.getRequest()), file.sizeBytes());
        if (range == RequestedRange.UNSATISFIABLE) {
            throw Problem.of(
                            HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
                            ErrorCode.RANGE_NOT_SATISFIABLE,
                            "The file has " + file.sizeBytes() + " bytes and none in this range.")
                    .ofContentRange(range.contentRange(file.sizeBytes()));
        }
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(
                        range.partial() ? HttpStatus.PARTIAL_CONTENT : HttpStatus.OK)
                .headers(headers -> SafeHeaders.set(headers, file.mimeType(), disposition(file)))
                .eTag(file.etag())
                .header(HttpHeaders.ACCEPT_RANGES, "bytes")
                .contentLength(range.length());
        if (range.partial()) {
            answer.header(HttpHeaders.CONTENT_RANGE, range.contentRange(file.sizeBytes()));
        }
        if (exchange.getRequest().getMethod() == HttpMethod.HEAD) {
            return answer.build();
        }
        reads.check(userId);
        return answer.body(reads.counted(userId, bytes.read(file, range)));
    }

    /** Null where the whole file is asked for, or a 304 follows (RFC 9110 §13.2.2): a range of another version is none. */
    private static @Nullable String rangeHeader(StoredFile file, ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        String ifRange = headers.getFirst(HttpHeaders.IF_RANGE);
        boolean other = ifRange != null && !ifRange.equals(file.etag());
        boolean known = headers.getIfNoneMatch().contains(file.etag())
                || headers.getIfNoneMatch().contains("*");
        return other || known || request.getMethod() != HttpMethod.GET ? null : headers.getFirst(HttpHeaders.RANGE);
    }

    private static ContentDisposition disposition(StoredFile file) {
        ContentDisposition.Builder form =
                INLINE.contains(file.mimeType()) ? ContentDisposition.inline() : ContentDisposition.attachment();
        return form.filename(file.filename(), StandardCharsets.UTF_8).build();
    }
}
