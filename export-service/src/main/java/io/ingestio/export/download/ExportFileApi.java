package io.ingestio.export.download;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.Tenancy;
import io.ingestio.export.request.ExportTable;
import io.ingestio.export.request.ExportTable.Row;
import io.ingestio.http.Problem;
import io.ingestio.http.StreamLimit;
import io.ingestio.objectstore.ObjectInfo;
import io.ingestio.objectstore.ObjectMissing;
import io.ingestio.objectstore.ObjectRefused;
import io.ingestio.objectstore.ObjectStore;
import io.ingestio.objectstore.ObjectStoreUnavailable;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@code GET /api/v1/exports/{id}/file}: streams the file from the object store at the caller's pace, to its user, or to a caller with a
 * valid link. A link that is not right answers as an unknown export does: it says nothing of which exports there are.
 */
@RestController
class ExportFileApi {

    private static final String NO_REFERRER = "no-referrer";

    private final ExportTable exports;
    private final ObjectStore store;
    private final StreamLimit downloads;
    private final LinkSettings links;
    private final Tenancy tenancy;
    private final Clock clock;

    ExportFileApi(
            ExportTable exports,
            ObjectStore store,
            StreamLimit downloads,
            LinkSettings links,
            Tenancy tenancy,
            Clock clock) {
        this.exports = exports;
        this.store = store;
        this.downloads = downloads;
        this.links = links;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @GetMapping("/api/v1/exports/{id}/file")
    Mono<ResponseEntity<Flux<DataBuffer>>> file(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String expires,
            @RequestParam(required = false) @Nullable String signature,
            @Nullable Principal user,
            ServerHttpRequest request) {
        Mono<String> owner = expires != null && signature != null
                ? ownerBy(new ExportLink(id, expires, signature))
                : Mono.justOrEmpty(user).map(Principal::getName);
        return owner.flatMap(userId ->
                        tenancy.asUser(userId, exports.find(userId, id)).flatMap(row -> answer(userId, row, request)))
                .switchIfEmpty(Mono.error(ExportFileApi::unknown))
                .onErrorMap(ObjectMissing.class, missing -> Problem.notFound("file any more"))
                .onErrorMap(
                        ObjectRefused.class, refused -> FileProblems.failed("The file of this export cannot be read."))
                .onErrorMap(
                        ObjectStoreUnavailable.class,
                        unavailable -> Problem.retryable(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                ErrorCode.SERVICE_UNAVAILABLE,
                                "The file cannot be read at the moment. Try again shortly."));
    }

    /** Whose export it is, if the link is right. */
    private Mono<String> ownerBy(ExportLink link) {
        return tenancy.statementAsService(exports.ownerOf(link.exportId())).flatMap(userId -> switch (link.state(
                userId, clock.instant(), links)) {
            case VALID -> Mono.just(userId);
            case EXPIRED ->
                Mono.error(Problem.of(
                        HttpStatus.FORBIDDEN,
                        ErrorCode.LINK_EXPIRED,
                        "This link is not valid any more. Ask for a new one."));
            case FORGED -> Mono.error(unknown());
        });
    }

    private Mono<ResponseEntity<Flux<DataBuffer>>> answer(String userId, Row row, ServerHttpRequest request) {
        FileProblems.requireReady(row);
        return store.info(row.objectKey()).map(info -> download(userId, row, info, request));
    }

    private ResponseEntity<Flux<DataBuffer>> download(
            String userId, Row row, ObjectInfo info, ServerHttpRequest request) {
        ContentDisposition disposition = ContentDisposition.attachment()
                .filename(row.filename(), StandardCharsets.UTF_8)
                .build();
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, row.format().mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .header("Referrer-Policy", NO_REFERRER)
                .cacheControl(CacheControl.noStore())
                .contentLength(info.sizeBytes());
        if (request.getMethod() == HttpMethod.HEAD) {
            return answer.build();
        }
        downloads.check(userId);
        return answer.body(downloads.counted(
                userId, store.read(row.objectKey()).map(DefaultDataBufferFactory.sharedInstance::wrap)));
    }

    private static Problem unknown() {
        return Problem.notFound("export");
    }
}
