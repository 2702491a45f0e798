package io.ingestio.usage.credit;

import io.ingestio.database.Tenancy;
import io.ingestio.http.list.Cursor;
import io.ingestio.http.list.Page;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code GET /api/v1/usage/credits}: every change of the caller's credits, newest first. */
@RestController
class CreditApi {

    private final CreditTable credits;
    private final Tenancy tenancy;

    CreditApi(CreditTable credits, Tenancy tenancy) {
        this.credits = credits;
        this.tenancy = tenancy;
    }

    @GetMapping("/api/v1/usage/credits")
    Mono<Page<CreditTable.Transaction>> list(
            @RequestParam(defaultValue = "25") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Principal user) {
        Cursor after = Cursor.decode(cursor);
        return Page.read(
                limit,
                rows -> tenancy.manyAsUser(user.getName(), credits.transactions(user.getName(), after, rows)),
                row -> new Cursor(row.createdAt(), row.id()).encode());
    }
}
