package io.ingestio.export.template;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.Tenancy;
import io.ingestio.export.rows.ColumnChoice;
import io.ingestio.export.template.ExportTemplateTable.Row;
import io.ingestio.http.Problem;
import io.ingestio.http.list.Cursor;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A user's templates: kept, read, replaced, deleted. */
@Component
public class ExportTemplates {

    private static final int MOST = 50;
    private static final TypeReference<List<ColumnChoice>> CHOICES = new TypeReference<>() {};

    private final ExportTemplateTable table;
    private final Tenancy tenancy;
    private final Supplier<UUID> ids;
    private final JsonMapper json;

    ExportTemplates(ExportTemplateTable table, Tenancy tenancy, Supplier<UUID> ids, JsonMapper json) {
        this.table = table;
        this.tenancy = tenancy;
        this.ids = ids;
        this.json = json;
    }

    /**
     * @throws Problem 409 {@code too_many_export_templates}
     */
    Mono<ExportTemplate> add(String userId, String name, List<ColumnChoice> columns) {
        return tenancy.asUser(
                        userId,
                        table.lockAndCount(userId)
                                .filter(count -> count < MOST)
                                .switchIfEmpty(Mono.error(ExportTemplates::tooMany))
                                .then(Mono.defer(
                                        () -> table.insert(ids.get(), userId, name, json.writeValueAsString(columns)))))
                .map(this::template);
    }

    /** Empty if there is none. */
    Mono<ExportTemplate> replace(String userId, UUID id, String name, List<ColumnChoice> columns) {
        return tenancy.asUser(userId, table.update(id, userId, name, json.writeValueAsString(columns)))
                .map(this::template);
    }

    /** False if there is none. */
    Mono<Boolean> delete(String userId, UUID id) {
        return tenancy.asUser(userId, table.delete(id, userId));
    }

    /** Empty if there is none. */
    public Mono<ExportTemplate> find(String userId, UUID id) {
        return tenancy.asUser(userId, table.find(userId, id)).map(this::template);
    }

    Flux<ExportTemplate> list(String userId, Cursor after, int limit) {
        return tenancy.manyAsUser(userId, table.list(userId, after, limit)).map(this::template);
    }

    private ExportTemplate template(Row row) {
        return new ExportTemplate(
                row.id(), row.name(), json.readValue(row.columns(), CHOICES), row.createdAt(), row.updatedAt());
    }

    private static Problem tooMany() {
        return Problem.of(
                HttpStatus.CONFLICT,
                ErrorCode.TOO_MANY_EXPORT_TEMPLATES,
                "There may be at most " + MOST + " export templates.");
    }
}
