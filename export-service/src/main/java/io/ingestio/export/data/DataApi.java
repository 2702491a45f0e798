package io.ingestio.export.data;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.ingestio.database.Tenancy;
import io.ingestio.http.Problem;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code GET /api/v1/documents/{id}/data}: the data extracted from a document, the newest version or a given one. */
@RestController
class DataApi {

    private final ExtractedDataTable data;
    private final AwaitData awaitData;
    private final Tenancy tenancy;

    DataApi(ExtractedDataTable data, AwaitData awaitData, Tenancy tenancy) {
        this.data = data;
        this.awaitData = awaitData;
        this.tenancy = tenancy;
    }

    /**
     * @param version 1 for the first extraction; each redo adds 1
     * @param data    the extracted JSON object, character by character as it was extracted: 12.50 stays 12.50
     */
    record DocumentData(
            UUID documentId,
            UUID batchId,
            int version,
            String filename,
            String documentType,
            int pages,
            @JsonRawValue String data,
            List<String> warnings,
            String prompt,
            String model,
            Instant completedAt) {}

    /** Waits for data of a document that is shown as completed and whose event has not been applied here. */
    @GetMapping("/api/v1/documents/{id}/data")
    Mono<ResponseEntity<DocumentData>> data(
            @PathVariable UUID id, @RequestParam(required = false) @Nullable Integer version, Principal user) {
        var read = tenancy.asUser(user.getName(), data.find(user.getName(), id, version));
        return read.switchIfEmpty(awaitData.arrived(user.getName()).then(read))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("extracted data")))
                .map(found -> ResponseEntity.ok()
                        .eTag("\"" + id + "-" + found.run() + "\"")
                        .body(answer(found)));
    }

    private static DocumentData answer(ExtractedDocument found) {
        return new DocumentData(
                found.documentId(),
                found.batchId(),
                found.run(),
                found.filename(),
                found.documentType(),
                found.pages(),
                found.data(),
                found.warnings(),
                found.prompt(),
                found.model(),
                found.completedAt());
    }
}
