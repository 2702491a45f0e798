package io.ingestio.export.request;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.Tenancy;
import io.ingestio.database.idempotency.Answer;
import io.ingestio.database.idempotency.IdempotentRequests;
import io.ingestio.export.data.BatchEnd;
import io.ingestio.export.data.BatchEndTable;
import io.ingestio.export.data.ExtractedDataTable;
import io.ingestio.export.data.ExtractedDocument;
import io.ingestio.export.format.ExportType;
import io.ingestio.export.request.ExportTable.NewExport;
import io.ingestio.export.rows.Fields;
import io.ingestio.http.Problem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Queues an export, once it is certain that there is something to export and which array its rows are made of. */
@Component
class RequestExport {

    /** Data arrive through Kafka: who asks at once after a batch has ended may come a moment before the last of them. */
    private static final int LOOKS = 20;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final ExtractedDataTable data;
    private final BatchEndTable batchEnds;
    private final ExportTable exports;
    private final IdempotentRequests idempotent;
    private final Tenancy tenancy;

    RequestExport(
            ExtractedDataTable data,
            BatchEndTable batchEnds,
            ExportTable exports,
            IdempotentRequests idempotent,
            Tenancy tenancy) {
        this.data = data;
        this.batchEnds = batchEnds;
        this.exports = exports;
        this.idempotent = idempotent;
        this.tenancy = tenancy;
    }

    /** What a first look at the documents finds. */
    private record Found(int documents, ArrayFields arrays) {}

    /**
     * @throws Problem 422 {@code nothing_to_export} or {@code array_field_unknown}
     */
    Mono<Answer> request(
            String userId, @Nullable String key, ExportRequest request, Function<NewExport, Answer> answer) {
        return idempotent.once(
                userId,
                key,
                request.toString(),
                claim -> look(userId, request)
                        .map(found -> newExport(userId, request, arrayField(request, found)))
                        .flatMap(export -> tenancy.asUser(
                                userId, exports.insert(export).then(claim.settle(answer.apply(export))))));
    }

    /** Waits up to 2 s for documents that are named and not there; then goes on with those that are. */
    private Mono<Found> look(String userId, ExportRequest request) {
        return Mono.defer(() -> lookOnce(userId, request))
                .filterWhen(found -> wanted(userId, request).map(wanted -> found.documents() >= wanted))
                .repeatWhenEmpty(LOOKS, empty -> empty.delayElements(BETWEEN_LOOKS))
                .onErrorResume(IllegalStateException.class, stillMissing -> lookOnce(userId, request))
                .filter(found -> found.documents() > 0)
                .switchIfEmpty(Mono.error(() -> Problem.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        ErrorCode.NOTHING_TO_EXPORT,
                        "None of these documents has extracted data yet.")));
    }

    /** How many documents there should be; at least one of a batch whose end is not known. */
    private Mono<Integer> wanted(String userId, ExportRequest request) {
        List<UUID> named = request.documentIds();
        return named != null
                ? Mono.just(named.size())
                : tenancy.asUser(userId, batchEnds.find(userId, Objects.requireNonNull(request.batchId())))
                        .map(BatchEnd::completed)
                        .defaultIfEmpty(1);
    }

    private Mono<Found> lookOnce(String userId, ExportRequest request) {
        return tenancy.asUser(
                userId, documents(userId, request).reduce(new Found(0, new ArrayFields()), (found, document) -> {
                    found.arrays().include(Fields.of(Fields.tree(document.data())));
                    return new Found(found.documents() + 1, found.arrays());
                }));
    }

    private Flux<ExtractedDocument> documents(String userId, ExportRequest request) {
        List<UUID> named = request.documentIds();
        return named != null
                ? data.newest(userId, named)
                : data.newestOfBatch(userId, Objects.requireNonNull(request.batchId()));
    }

    private static @Nullable String arrayField(ExportRequest request, Found found) {
        if (request.type() == ExportType.NORMAL) {
            return null;
        }
        String asked = request.arrayField();
        List<String> there = found.arrays().names();
        if (asked == null ? there.isEmpty() : !there.contains(asked)) {
            throw Problem.of(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            ErrorCode.ARRAY_FIELD_UNKNOWN,
                            there.isEmpty()
                                    ? "These documents have no list of items to make rows of."
                                    : "These documents have no list of this name. There are: "
                                            + String.join(", ", there) + ".")
                    .with("arrayFields", there);
        }
        return asked != null ? asked : found.arrays().mostCommon().orElseThrow();
    }

    private static NewExport newExport(String userId, ExportRequest request, @Nullable String arrayField) {
        UUID id = UUID.randomUUID();
        String extension = "." + request.format().wireName();
        return new NewExport(
                id,
                userId,
                request.batchId(),
                request.documentIds(),
                request.format(),
                request.type(),
                arrayField,
                "exports/" + asOneSegment(userId) + "/" + id + extension,
                "ingestio-" + id.toString().substring(0, 8) + extension);
    }

    /** A user's name as part of a key: it must not climb or nest. */
    private static String asOneSegment(String userId) {
        return URLEncoder.encode(userId, StandardCharsets.UTF_8).replace(".", "%2E");
    }
}
