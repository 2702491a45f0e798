package io.ingestio.export.template;

import io.ingestio.http.Problem;
import io.ingestio.http.list.Cursor;
import io.ingestio.http.list.Page;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code /api/v1/export-templates}: columns for many exports. */
@RestController
@RequestMapping("/api/v1/export-templates")
class TemplateApi {

    private static final int MAX_NAME = 255;

    private final ExportTemplates templates;

    TemplateApi(ExportTemplates templates) {
        this.templates = templates;
    }

    /** The columns in the order of the file; a {@code name} is the header where it is another one than the field. */
    record TemplateBody(@Nullable String name, @Nullable List<ColumnList.ColumnBody> columns) {
        String checkedName() {
            if (name == null || name.isBlank() || name.length() > MAX_NAME || name.indexOf('\0') >= 0) {
                throw ColumnList.invalid("name must have 1 to " + MAX_NAME + " characters.");
            }
            return name;
        }
    }

    @ApiResponse(responseCode = "201")
    @PostMapping
    Mono<ResponseEntity<ExportTemplate>> create(@RequestBody TemplateBody body, Principal user) {
        return templates
                .add(user.getName(), body.checkedName(), ColumnList.of(body.columns()))
                .map(template -> ResponseEntity.created(URI.create("/api/v1/export-templates/" + template.id()))
                        .body(template));
    }

    @GetMapping
    Mono<Page<ExportTemplate>> list(
            @RequestParam(defaultValue = "25") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Principal user) {
        Cursor after = Cursor.decode(cursor);
        return Page.read(
                limit,
                rows -> templates.list(user.getName(), after, rows),
                template -> new Cursor(template.createdAt(), template.id()).encode());
    }

    @GetMapping("/{id}")
    Mono<ExportTemplate> one(@PathVariable UUID id, Principal user) {
        return templates.find(user.getName(), id).switchIfEmpty(Mono.error(TemplateApi::unknown));
    }

    @PutMapping("/{id}")
    Mono<ExportTemplate> replace(@PathVariable UUID id, @RequestBody TemplateBody body, Principal user) {
        return templates
                .replace(user.getName(), id, body.checkedName(), ColumnList.of(body.columns()))
                .switchIfEmpty(Mono.error(TemplateApi::unknown));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(@PathVariable UUID id, Principal user) {
        return templates
                .delete(user.getName(), id)
                .filter(deleted -> deleted)
                .switchIfEmpty(Mono.error(TemplateApi::unknown))
                .then();
    }

    private static Problem unknown() {
        return Problem.notFound("export template");
    }
}
