package io.ingestio.export.request;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.status.ExportStatus;
import io.ingestio.database.Tenancy;
import io.ingestio.export.request.ExportTable.Row;
import io.ingestio.http.Problem;
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
import java.util.UUID;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code GET /api/v1/exports/{id}/file}: streams the file from the object store at the caller's pace. */
@RestController
class ExportFileApi {

    private final ExportTable exports;
    private final ObjectStore store;
    private final Tenancy tenancy;

    ExportFileApi(ExportTable exports, ObjectStore store, Tenancy tenancy) {
        this.exports = exports;
        this.store = store;
        this.tenancy = tenancy;
    }

    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @GetMapping("/api/v1/exports/{id}/file")
    Mono<ResponseEntity<Flux<DataBuffer>>> file(@PathVariable UUID id, Principal user) {
        return tenancy.asUser(user.getName(), exports.find(user.getName(), id))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("export")))
                .flatMap(row -> ready(row)
                        ? store.info(row.objectKey()).map(info -> download(row, info))
                        : Mono.error(notReady(row)))
                .onErrorMap(ObjectMissing.class, missing -> Problem.notFound("file any more"))
                .onErrorMap(ObjectRefused.class, refused -> failed("The file of this export cannot be read."))
                .onErrorMap(
                        ObjectStoreUnavailable.class,
                        unavailable -> Problem.retryable(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                ErrorCode.SERVICE_UNAVAILABLE,
                                "The file cannot be read at the moment. Try again shortly."));
    }

    private ResponseEntity<Flux<DataBuffer>> download(Row row, ObjectInfo info) {
        ContentDisposition disposition = ContentDisposition.attachment()
                .filename(row.filename(), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, row.format().mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .contentLength(info.sizeBytes())
                .body(store.read(row.objectKey()).map(DefaultDataBufferFactory.sharedInstance::wrap));
    }

    private static boolean ready(Row row) {
        return row.status() == ExportStatus.COMPLETED;
    }

    private static Problem failed(String detail) {
        return Problem.of(HttpStatus.CONFLICT, ErrorCode.EXPORT_FAILED, detail);
    }

    private static Problem notReady(Row row) {
        return row.status() == ExportStatus.FAILED
                ? failed("This export failed; there is no file.")
                : Problem.retryable(HttpStatus.CONFLICT, ErrorCode.EXPORT_NOT_READY, "The file is still being built.");
    }
}
