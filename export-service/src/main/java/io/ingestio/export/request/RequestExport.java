package io.ingestio.export.request;

import static java.util.Objects.requireNonNull;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.Eventually;
import io.ingestio.database.Tenancy;
import io.ingestio.export.data.ArrayFieldReads;
import io.ingestio.export.data.BatchEnd;
import io.ingestio.export.data.BatchEndTable;
import io.ingestio.export.data.ExtractedDataTable;
import io.ingestio.export.format.ExportType;
import io.ingestio.http.Problem;
import java.time.Duration;
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

    /** Data arrive through Kafka: a request right after the end of a batch may precede the last of them. */
    private static final Eventually ARRIVAL = new Eventually(Duration.ofSeconds(2), Duration.ofMillis(100));

    private final ExtractedDataTable data;
    private final ArrayFieldReads arrayFields;
    private final BatchEndTable batchEnds;
    private final Tenancy tenancy;
    private final Supplier<UUID> ids;

    RequestExport(
            ExtractedDataTable data,
            ArrayFieldReads arrayFields,
            BatchEndTable batchEnds,
            Tenancy tenancy,
            Supplier<UUID> ids) {
        this.data = data;
        this.arrayFields = arrayFields;
        this.batchEnds = batchEnds;
        this.tenancy = tenancy;
        this.ids = ids;
    }

    /**
     * Waits up to 2 s for documents whose data have not arrived yet, then exports those that are there.
     *
     * @return the export to be queued
     * @throws Problem 422 {@code nothing_to_export} or {@code array_field_unknown}
     */
    Mono<NewExport> prepare(String userId, ExportRequest request) {
        return tenancy.asUser(userId, expected(userId, request))
                .flatMap(expected -> arrived(userId, request, expected))
                .filter(documents -> documents > 0)
                .switchIfEmpty(Mono.error(() -> Problem.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        ErrorCode.NOTHING_TO_EXPORT,
                        "None of these documents has extracted data yet.")))
                .then(Mono.defer(() -> arrayField(userId, request)))
                .map(arrayField -> NewExport.of(ids.get(), userId, request, arrayField.orElse(null)));
    }

    /** How many documents should have data; at least one of a batch whose end is not known. */
    private Mono<Integer> expected(String userId, ExportRequest request) {
        List<UUID> named = request.documentIds();
        return named != null
                ? Mono.just(named.size())
                : batchEnds
                        .find(userId, requireNonNull(request.batchId()))
                        .map(BatchEnd::completed)
                        .defaultIfEmpty(1);
    }

    /** How many have data: all expected ones, or those that there are when time is over. */
    private Mono<Integer> arrived(String userId, ExportRequest request, int expected) {
        Mono<Integer> count = tenancy.asUser(userId, count(userId, request));
        return ARRIVAL.find(count.filter(found -> found >= expected)).switchIfEmpty(count);
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
