package io.ingestio.usage.ledger;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.Tenancy;
import io.ingestio.http.Problem;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code GET /api/v1/usage/breakdown}: the caller's charges, by day and by document type. */
@RestController
class BreakdownApi {

    private static final int MAX_DAYS = 366;
    private static final int USUAL_DAYS = 30;

    private final BreakdownTable table;
    private final Tenancy tenancy;
    private final Clock clock;

    BreakdownApi(BreakdownTable table, Tenancy tenancy, Clock clock) {
        this.table = table;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /**
     * @param from first day; by default so that the span has {@value #USUAL_DAYS} days
     * @param to   last day, by default today
     * @param zone in which the days begin, by default UTC
     */
    @GetMapping("/api/v1/usage/breakdown")
    Mono<Breakdown> breakdown(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(defaultValue = "UTC") String zone,
            Principal user) {
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw invalid("zone must be an IANA time zone, such as Europe/Berlin.");
        }
        ZoneId in = ZoneId.of(zone);
        LocalDate last = to == null ? LocalDate.now(clock.withZone(in)) : to;
        LocalDate first = from == null ? last.minusDays(USUAL_DAYS - 1L) : from;
        long days = ChronoUnit.DAYS.between(first, last) + 1;
        if (days < 1 || days > MAX_DAYS || first.getYear() < 2000 || last.getYear() > 9998) {
            throw invalid("from must not be after to, and a span has at most " + MAX_DAYS + " days.");
        }
        return tenancy.manyAsUser(user.getName(), table.cells(user.getName(), Breakdown.borders(first, last, in)))
                .collectList()
                .map(cells -> Breakdown.of(first, last, in, cells));
    }

    private static Problem invalid(String detail) {
        return Problem.of(HttpStatus.BAD_REQUEST, ErrorCode.INVALID_REQUEST, detail);
    }
}
