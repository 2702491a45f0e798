package io.ingestio.usage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.usage.ledger.Breakdown.Cell;
import io.ingestio.usage.ledger.Breakdown.Charges;
import io.ingestio.usage.ledger.Breakdown.Day;
import io.ingestio.usage.ledger.Breakdown.DocumentType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BreakdownTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void daysHave23Or25Hours() {
        assertThat(hours(LocalDate.of(2026, 3, 28), BERLIN)).containsExactly(24L, 23L, 24L);
        assertThat(hours(LocalDate.of(2026, 10, 24), BERLIN)).containsExactly(24L, 25L, 24L);
        assertThat(hours(LocalDate.of(2026, 3, 28), ZoneOffset.UTC)).containsExactly(24L, 24L, 24L);
        // In Beirut the clock jumps from midnight to one o'clock: the day has no midnight.
        Instant[] beirut =
                Breakdown.borders(LocalDate.of(2026, 3, 29), LocalDate.of(2026, 3, 29), ZoneId.of("Asia/Beirut"));
        assertThat(beirut)
                .containsExactly(Instant.parse("2026-03-28T22:00:00Z"), Instant.parse("2026-03-29T21:00:00Z"));
    }

    @Test
    void sumsByDayAndTypeWithEmptyDays() {
        LocalDate monday = LocalDate.of(2026, 3, 2);
        Breakdown breakdown = Breakdown.of(
                monday,
                monday.plusDays(2),
                BERLIN,
                List.of(
                        new Cell(1, "invoice", new Charges(2, 7, 1)),
                        new Cell(1, null, new Charges(1, 1, 0)),
                        new Cell(3, "invoice", new Charges(1, 4, 4))));

        assertThat(breakdown.total()).isEqualTo(new Charges(4, 12, 5));
        assertThat(breakdown.days())
                .containsExactly(
                        new Day(monday, new Charges(3, 8, 1)),
                        new Day(monday.plusDays(1), Charges.NONE),
                        new Day(monday.plusDays(2), new Charges(1, 4, 4)));
        assertThat(breakdown.documentTypes())
                .containsExactly(
                        new DocumentType("invoice", new Charges(3, 11, 5)),
                        new DocumentType("other", new Charges(1, 1, 0)));
    }

    private static List<Long> hours(LocalDate from, ZoneId zone) {
        Instant[] borders = Breakdown.borders(from, from.plusDays(2), zone);
        return IntStream.range(0, 3)
                .mapToObj(i -> Duration.between(borders[i], borders[i + 1]).toHours())
                .toList();
    }
}
