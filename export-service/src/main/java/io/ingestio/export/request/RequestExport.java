package io.ingestio.export.request;

import static java.util.Objects.requireNonNull;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.Tenancy;
import io.ingestio.export.data.ArrayFieldReads;
import io.ingestio.export.data.AwaitData;
import io.ingestio.export.data.ExtractedDataTable;
import io.ingestio.export.format.ExportType;
import io.ingestio.http.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Prepares an export: there is data for it, and it is known which array its rows are made of. The database counts and finds the
 * arrays; this process reads no data.
 */
@Component
class RequestExport {

    private final ExtractedDataTable data;
    private final ArrayFieldReads arrayFields;
    private final AwaitData awaitData;
    private final Tenancy tenancy;
    private final Supplier<UUID> ids;

    RequestExport(
            ExtractedDataTable data,
            ArrayFieldReads arrayFields,
            AwaitData awaitData,
            Tenancy tenancy,
            Supplier<UUID> ids) {
        this.data = data;
        this.arrayFields = arrayFields;
        this.awaitData = awaitData;
        this.tenancy = tenancy;
        this.ids = ids;
    }

    /**
     * Waits until everything that was published of the documents before is applied here: data of completed ones, and the newer data of a
     * redo.
     *
     * @return the export to be queued
     * @throws Problem 422 {@code nothing_to_export} or {@code array_field_unknown}; 503 {@code service_unavailable} while data are
     *     still arriving
     */
    Mono<NewExport> prepare(String userId, ExportRequest request) {
        return batches(userId, request)
                .flatMap(batches -> awaitData.arrived(userId, batches))
                .then(tenancy.asUser(userId, count(userId, request)))
                .filter(documents -> documents > 0)
                .switchIfEmpty(Mono.error(() -> Problem.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        ErrorCode.NOTHING_TO_EXPORT,
                        "None of these documents has extracted data yet.")))
                .then(Mono.defer(() -> arrayField(userId, request)))
                .map(arrayField -> NewExport.of(ids.get(), userId, request, arrayField.orElse(null)));
    }

    /** The batches that the request is about; empty, for all, if one of its documents is not known here. */
    private Mono<Set<UUID>> batches(String userId, ExportRequest request) {
        List<UUID> named = request.documentIds();
        return named == null
                ? Mono.just(Set.of(requireNonNull(request.batchId())))
                : tenancy.asUser(userId, data.batchesOf(userId, named));
    }

    private Mono<Integer> count(String userId, ExportRequest request) {
        List<UUID> named = request.documentIds();
        return named != null ? data.count(userId, named) : data.countOfBatch(userId, requireNonNull(request.batchId()));
    }

    private Mono<Optional<String>> arrayField(String userId, ExportRequest request) {
        return request.type() == ExportType.NORMAL
                ? Mono.just(Optional.empty())
                : tenancy.manyAsUser(userId, arrayFields.of(userId, request.documentIds(), request.batchId()))
                        .collectList()
                        .map(request::arrayFieldAmong)
                        .map(Optional::of);
    }
}
