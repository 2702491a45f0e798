package io.ingestio.export.version;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.Keyset;
import io.ingestio.database.Tenancy;
import io.ingestio.export.tree.Difference;
import io.ingestio.export.tree.Differences;
import io.ingestio.export.version.VersionReads.Row;
import io.ingestio.http.Problem;
import io.ingestio.http.list.ListCursor;
import io.ingestio.http.list.Page;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code /api/v1/documents/{id}/data}: the data of a document, its versions, and how two of them differ. */
@RestController
@RequestMapping("/api/v1/documents/{id}/data")
class DataApi {

    private final FindVersion findVersion;
    private final CompareVersions compareVersions;
    private final VersionReads versions;
    private final Tenancy tenancy;

    DataApi(FindVersion findVersion, CompareVersions compareVersions, VersionReads versions, Tenancy tenancy) {
        this.findVersion = findVersion;
        this.compareVersions = compareVersions;
        this.versions = versions;
        this.tenancy = tenancy;
    }

    /** The newest version, or the newest edit of a version, or exactly one. */
    @GetMapping
    Mono<ResponseEntity<DataView>> data(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable Integer edit,
            Principal user) {
        return findVersion
                .find(user.getName(), id, version, edit)
                .map(found -> ResponseEntity.ok().eTag(VersionTag.of(found)).body(DataView.of(found)));
    }

    /**
     * A version in the list of a document's versions.
     *
     * @param name     such as 2, or 2.1 for its first edit
     * @param at       when it was extracted, or edited
     * @param by       who edited it; null for the result of an extraction
     * @param basedOn  the version that was edited or restored; null for the result of an extraction
     * @param current  whether it is the newest one
     * @param confirmed whether a person has confirmed it, and it is the newest one
     */
    record VersionView(
            String name,
            int version,
            int edit,
            Instant at,
            @Nullable String by,
            @Nullable String basedOn,
            String model,
            boolean current,
            boolean confirmed,
            @Nullable Instant confirmedAt,
            @Nullable String confirmedBy) {}

    /** Newest first. */
    @GetMapping("/versions")
    Mono<Page<VersionView>> list(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "25") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Principal user) {
        String list = "versions " + id;
        ListCursor after = ListCursor.decode(cursor, list);
        return findVersion
                .current(user.getName(), id)
                .then(tenancy.asUser(
                        user.getName(),
                        Page.read(
                                limit,
                                rows -> versions.list(user.getName(), id, after, rows),
                                row -> Keyset.after(row.run(), row.edit()).encode(list))))
                .map(page -> page.map(DataApi::view));
    }

    private static VersionView view(Row row) {
        Instant edited = row.editedAt();
        return new VersionView(
                new Version(row.run(), row.edit()).name(),
                row.run(),
                row.edit(),
                edited == null ? row.completedAt() : edited,
                row.editedBy(),
                Version.name(row.basedOnRun(), row.basedOnEdit()),
                row.model(),
                row.current(),
                row.current() && row.confirmedAt() != null && !row.redoFailed(),
                row.confirmedAt(),
                row.confirmedBy());
    }

    /** @param truncated whether there are more changes than are shown */
    record DiffView(String from, String to, List<Difference> changes, boolean truncated) {}

    /** What changed from version {@code a} to version {@code b}. */
    @GetMapping("/versions/{a}/diff/{b}")
    Mono<DiffView> diff(@PathVariable UUID id, @PathVariable String a, @PathVariable String b, Principal user) {
        Version from = named(a);
        Version to = named(b);
        return compareVersions
                .compare(user.getName(), id, from, to, Differences.MOST)
                .map(found -> new DiffView(from.name(), to.name(), found.changes(), found.truncated()));
    }

    private static Version named(String name) {
        return Version.named(name)
                .orElseThrow(() -> Problem.of(
                        HttpStatus.BAD_REQUEST,
                        ErrorCode.INVALID_REQUEST,
                        "A version is named by its number, such as 2, or 2.1 for its first edit."));
    }
}
