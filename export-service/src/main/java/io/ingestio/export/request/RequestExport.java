package io.ingestio.export.request;

import static java.util.Objects.requireNonNull;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.Tenancy;
import io.ingestio.export.data.ArrayFieldReads;
import io.ingestio.export.data.AwaitData;
import io.ingestio.export.data.BatchEnd;
import io.ingestio.export.data.BatchEndTable;
import io.ingestio.export.data.ExtractedDataTable;
import io.ingestio.export.format.ExportType;
import io.ingestio.http.Problem;
import java.util.List;
import java.util.Optional;
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
    private final BatchEndTable batchEnds;
    private final AwaitData awaitData;
    private final Tenancy tenancy;
    private final Supplier<UUID> ids;

    RequestExport(
            ExtractedDataTable data,
            ArrayFieldReads arrayFields,
            BatchEndTable batchEnds,
            AwaitData awaitData,
            Tenancy tenancy,
            Supplier<UUID> ids) {
        this.data = data;
        this.arrayFields = arrayFields;
        this.batchEnds = batchEnds;
        this.awaitData = awaitData;
        this.tenancy = tenancy;
        this.ids = ids;
    }

    /**
     * Waits for documents that are shown as completed and whose data have not arrived yet.
     *
     * @return the export to be queued
     * @throws Problem 422 {@code nothing_to_export} or {@code array_field_unknown}; 503 {@code service_unavailable} while data are
     *     still arriving
     */
    Mono<NewExport> prepare(String userId, ExportRequest request) {
        Mono<Integer> count = tenancy.asUser(userId, count(userId, request));
        return tenancy.asUser(userId, expected(userId, request))
                .flatMap(expected -> count.filter(found -> found >= expected))
                .switchIfEmpty(awaitData.arrived().then(count))
                .filter(documents -> documents > 0)
                .switchIfEmpty(Mono.error(() -> Problem.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        ErrorCode.NOTHING_TO_EXPORT,
                        "None of these documents has extracted data yet.")))
                .then(Mono.defer(() -> arrayField(userId, request)))
                .map(arrayField -> NewExport.of(ids.get(), userId, request, arrayField.orElse(null)));
    }

    /** How many documents should have data; empty for a batch whose end is not known. */
    private Mono<Integer> expected(String userId, ExportRequest request) {
        List<UUID> named = request.documentIds();
        return named != null
                ? Mono.just(named.size())
                : batchEnds.find(userId, requireNonNull(request.batchId())).map(BatchEnd::completed);
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
