package io.ingestio.usage.ledger;

import io.ingestio.database.Tenancy;
import io.ingestio.http.list.Page;
import java.security.Principal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * {@code GET /api/v1/usage/ledger} and {@code /periods}: every change of the caller's pages, and the sums of each billing period.
 * The sums of the entries of a period are its account.
 */
@RestController
class LedgerApi {

    private static final long END_OF_TIME =
            Instant.parse("9999-12-31T00:00:00Z").toEpochMilli();

    private final LedgerTable ledger;
    private final Tenancy tenancy;

    LedgerApi(LedgerTable ledger, Tenancy tenancy) {
        this.ledger = ledger;
        this.tenancy = tenancy;
    }

    /**
     * One change.
     *
     * @param kind            reserve, commit, release or expire
     * @param periodStart     of the billing period it counts for: that of the reservation
     * @param run             which extraction of the document
     * @param used            change of the used pages of the plan
     * @param reserved        change of the reserved pages of the plan; negative where they were released or charged
     * @param creditsUsed     change of the used credits
     * @param creditsReserved change of the reserved credits
     * @param late            charged after the reservation had expired
     */
    record Entry(
            long id,
            Instant at,
            String kind,
            Instant periodStart,
            UUID documentId,
            int run,
            int used,
            int reserved,
            int creditsUsed,
            int creditsReserved,
            boolean late) {}

    /** @param closed over, with nothing reserved: its sums change only by late charges */
    record Period(Instant periodStart, long pagesUsed, long pagesReserved, boolean closed) {}

    @GetMapping("/api/v1/usage/ledger")
    Mono<Page<Entry>> ledger(
            @RequestParam(defaultValue = "25") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Principal user) {
        long before = Page.number(cursor, Long.MAX_VALUE);
        return Page.read(
                limit,
                rows -> tenancy.manyAsUser(user.getName(), ledger.entries(user.getName(), before, rows)),
                entry -> String.valueOf(entry.id()));
    }

    @GetMapping("/api/v1/usage/periods")
    Mono<Page<Period>> periods(
            @RequestParam(defaultValue = "25") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Principal user) {
        long before = Page.number(cursor, END_OF_TIME);
        return Page.read(
                limit,
                rows -> tenancy.manyAsUser(user.getName(), ledger.periods(user.getName(), before, rows)),
                period -> String.valueOf(period.periodStart().toEpochMilli()));
    }
}
