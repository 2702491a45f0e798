package io.ingestio.export.request;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.Tenancy;
import io.ingestio.export.data.ArrayFieldReads;
import io.ingestio.export.data.AwaitData;
import io.ingestio.export.rows.ArrayFieldUnknown;
import io.ingestio.export.selection.Fingerprint;
import io.ingestio.export.selection.SelectedDocumentReads;
import io.ingestio.export.selection.Version;
import io.ingestio.export.selection.WantedExport;
import io.ingestio.export.template.ExportTemplates;
import io.ingestio.http.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Prepares an export: there is data for it, and it is known which array its rows are made of, unless that takes long. The database
 * counts and finds the arrays; this process reads no data.
 */
@Component
class RequestExport {

    /** After this the builder finds the array: a request does not wait for documents of many megabytes. */
    private static final Duration FIND_ARRAY = Duration.ofSeconds(2);

    private final SelectedDocumentReads documents;
    private final ArrayFieldReads arrayFields;
    private final AwaitData awaitData;
    private final ExportTemplates templates;
    private final Tenancy tenancy;
    private final Supplier<UUID> ids;

    RequestExport(
            SelectedDocumentReads documents,
            ArrayFieldReads arrayFields,
            AwaitData awaitData,
            ExportTemplates templates,
            Tenancy tenancy,
            Supplier<UUID> ids) {
        this.documents = documents;
        this.arrayFields = arrayFields;
        this.awaitData = awaitData;
        this.templates = templates;
        this.tenancy = tenancy;
        this.ids = ids;
    }

    /**
     * Waits until everything that was published of the documents before is applied here: data of completed ones, and the newer data of a
     * redo.
     *
     * @return the export to be queued
     * @throws Problem 404 for an unknown template; 422 {@code nothing_to_export} or {@code array_field_unknown}; 503
     *     {@code service_unavailable} while data are still arriving
     */
    Mono<NewExport> prepare(String userId, ExportRequest request) {
        return withColumns(userId, request)
                .delayUntil(wanted -> tenancy.asUser(userId, documents.batches(userId, wanted.selection()))
                        .flatMap(batches -> awaitData.arrived(userId, batches)))
                .flatMap(wanted -> tenancy.manyAsUser(userId, documents.versions(userId, wanted.selection()))
                        .collectList()
                        .publishOn(Schedulers.boundedElastic()) // sorted and hashed, there may be a million
                        .filter(versions -> !versions.isEmpty())
                        .switchIfEmpty(Mono.error(() -> nothing(wanted)))
                        .flatMap(versions -> withArrayField(userId, wanted)
                                .flatMap(complete -> newExport(userId, complete, versions))));
    }

    private Mono<WantedExport> withColumns(String userId, ExportRequest request) {
        UUID template = request.templateId();
        return template == null
                ? Mono.just(request.wanted())
                : templates
                        .find(userId, template)
                        .switchIfEmpty(Mono.error(() -> Problem.notFound("export template")))
                        .map(found -> request.withColumns(found.columns()));
    }

    private Mono<NewExport> newExport(String userId, WantedExport wanted, List<Version> versions) {
        return tenancy.asUser(userId, documents.batchEnds(userId, wanted.selection()))
                .map(ends -> Fingerprint.of(
                        wanted.canonical(),
                        versions,
                        ends.stream().map(Record::toString).toList()))
                .map(fingerprint -> NewExport.of(ids.get(), userId, wanted, fingerprint));
    }

    private Mono<WantedExport> withArrayField(String userId, WantedExport wanted) {
        if (!ExportRequest.needsArray(wanted)) {
            return Mono.just(wanted);
        }
        return tenancy.manyAsUser(
                        userId,
                        arrayFields.of(
                                userId,
                                wanted.selection().documentIds(),
                                wanted.selection().batchIds(),
                                wanted.selection().confirmedOnly()))
                .collectList()
                .map(arrays -> Optional.of(ArrayFieldUnknown.require(wanted.arrayField(), arrays)))
                .timeout(FIND_ARRAY)
                .onErrorReturn(TimeoutException.class, Optional.ofNullable(wanted.arrayField()))
                .map(found -> wanted.withArrayField(found.orElse(null)))
                .onErrorMap(ArrayFieldUnknown.class, RequestExport::unknown);
    }

    private static Problem unknown(ArrayFieldUnknown unknown) {
        return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, ErrorCode.ARRAY_FIELD_UNKNOWN, unknown.detail())
                .with("arrayFields", unknown.arrays());
    }

    private static Problem nothing(WantedExport wanted) {
        return Problem.of(
                HttpStatus.UNPROCESSABLE_CONTENT,
                ErrorCode.NOTHING_TO_EXPORT,
                wanted.selection().confirmedOnly()
                        ? "None of these documents is confirmed."
                        : "None of these documents has extracted data yet.");
    }
}
