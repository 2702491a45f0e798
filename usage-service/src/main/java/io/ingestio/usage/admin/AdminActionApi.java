package io.ingestio.usage.admin;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.Tenancy;
import io.ingestio.http.Problem;
import io.ingestio.http.Text;
import io.ingestio.http.list.Cursor;
import io.ingestio.http.list.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code GET /api/v1/admin/actions}: the audit log of administrators, newest first. Role admin only. */
@RestController
class AdminActionApi {

    private final AdminActionTable actions;
    private final Tenancy tenancy;

    AdminActionApi(AdminActionTable actions, Tenancy tenancy) {
        this.actions = actions;
        this.tenancy = tenancy;
    }

    @GetMapping("/api/v1/admin/actions")
    Mono<Page<AdminActionTable.Row>> list(
            @RequestParam(required = false) @Nullable String target,
            @RequestParam(defaultValue = "25") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (target != null && !Text.isStorable(target, 255)) {
            throw Problem.of(
                    HttpStatus.BAD_REQUEST, ErrorCode.INVALID_REQUEST, "target must have at most 255 characters.");
        }
        Cursor after = Cursor.decode(cursor);
        return Page.read(
                limit,
                rows -> tenancy.statementAsService(actions.list(target, after, rows)),
                row -> new Cursor(row.at(), row.id()).encode());
    }
}
