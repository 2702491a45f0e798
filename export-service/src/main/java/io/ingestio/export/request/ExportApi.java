package io.ingestio.export.request;

import io.ingestio.database.Tenancy;
import io.ingestio.database.idempotency.Answer;
import io.ingestio.database.idempotency.IdempotentRequests;
import io.ingestio.database.idempotency.RequestKey;
import io.ingestio.export.format.ExportOptions;
import io.ingestio.export.request.ExportTable.Known;
import io.ingestio.export.request.ExportTable.Row;
import io.ingestio.http.Problem;
import io.ingestio.http.list.Cursor;
import io.ingestio.http.list.Page;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /api/v1/exports}: request an export and read its state. */
@RestController
@RequestMapping("/api/v1/exports")
class ExportApi {

    private final RequestExport requestExport;
    private final QueueExport queueExport;
    private final ExportTable exports;
    private final IdempotentRequests idempotent;
    private final Tenancy tenancy;
    private final JsonMapper json;

    ExportApi(
            RequestExport requestExport,
            QueueExport queueExport,
            ExportTable exports,
            IdempotentRequests idempotent,
            Tenancy tenancy,
            JsonMapper json) {
        this.requestExport = requestExport;
        this.queueExport = queueExport;
        this.exports = exports;
        this.idempotent = idempotent;
        this.tenancy = tenancy;
        this.json = json;
    }

    /** @param status completed where an export with the same content is there already */
    record Queued(UUID id, String status) {}

    /**
     * @param batchId       the batch, where the export is of one
     * @param batchIds      the batches, where it is of several
     * @param status        queued, processing, completed or failed
     * @param rows          below the headers; null until completed
     * @param documentsDone that are in the file so far
     * @param documentsOf   that will be; null until they were counted
     * @param manifest which documents are in the file with how many rows; null until completed, and in lists
     */
    record ExportView(
            UUID id,
            @Nullable UUID batchId,
            @Nullable List<UUID> batchIds,
            boolean confirmedOnly,
            String format,
            String type,
            @Nullable String arrayField,
            String status,
            String filename,
            @Nullable Long sizeBytes,
            @Nullable Long rows,
            int documentsDone,
            @Nullable Integer documentsOf,
            List<String> columns,
            @Nullable JsonNode manifest,
            @Nullable String errorCode,
            @Nullable String errorDetail,
            Instant createdAt,
            @Nullable Instant completedAt) {}

    @ApiResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Queued.class)))
    @PostMapping
    Mono<ResponseEntity<String>> create(
            @RequestBody ExportRequest.ExportBody body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Principal user) {
        String userId = user.getName();
        ExportRequest request = ExportRequest.of(body);
        return idempotent
                .once(
                        new RequestKey(userId, key, request.toString()),
                        this::queued,
                        claim -> requestExport
                                .prepare(userId, request)
                                .flatMap(export -> tenancy.asUser(
                                        userId, queueExport.queue(export).flatMap(claim::complete))))
                .map(Answer::toResponse);
    }

    private Answer queued(Known export) {
        String body =
                json.writeValueAsString(new Queued(export.id(), export.status().wireName()));
        return new Answer(202, "/api/v1/exports/" + export.id(), body);
    }

    @GetMapping
    Mono<Page<ExportView>> list(
            @RequestParam(defaultValue = "25") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Principal user) {
        Cursor after = Cursor.decode(cursor);
        return Page.read(
                limit,
                rows -> tenancy.manyAsUser(user.getName(), exports.list(user.getName(), after, rows))
                        .map(row -> view(row, null)),
                export -> new Cursor(export.createdAt(), export.id()).encode());
    }

    @GetMapping("/{id}")
    Mono<ExportView> one(@PathVariable UUID id, Principal user) {
        return tenancy.asUser(user.getName(), exports.find(user.getName(), id))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("export")))
                .map(row -> view(row, row.manifest()));
    }

    private ExportView view(Row row, @Nullable String manifest) {
        return new ExportView(
                row.id(),
                row.batchId(),
                row.batchIds(),
                ExportOptions.of(row.options()).confirmedOnly(),
                row.format().wireName(),
                row.type().wireName(),
                row.arrayField(),
                row.status().wireName(),
                row.filename(),
                row.sizeBytes(),
                row.rows(),
                row.documentsDone(),
                row.documentsOf(),
                row.columns(),
                manifest == null ? null : json.readTree(manifest),
                row.errorCode(),
                row.errorDetail(),
                row.createdAt(),
                row.completedAt());
    }
}
