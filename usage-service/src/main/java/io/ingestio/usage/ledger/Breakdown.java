package io.ingestio.usage.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Charges in a span of days, by day and by document type.
 *
 * @param from the first day
 * @param to   the last day
 * @param zone in which the days begin and end, an IANA name
 * @param days all of the span, those without a charge too
 */
record Breakdown(
        LocalDate from, LocalDate to, String zone, Charges total, List<Day> days, List<DocumentType> documentTypes) {

    /**
     * @param documents   runs of documents that were charged
     * @param pages       in all
     * @param creditPages of these, from credits; the others from the plan
     */
    record Charges(long documents, long pages, long creditPages) {
        static final Charges NONE = new Charges(0, 0, 0);

        Charges plus(Charges more) {
            return new Charges(documents + more.documents, pages + more.pages, creditPages + more.creditPages);
        }
    }

    record Day(LocalDate day, Charges charges) {}

    /** @param documentType other where the model knew none */
    record DocumentType(String documentType, Charges charges) {}

    /** The charges of one day and one type, as they are counted: {@code day} 1 is the first of the span. */
    record Cell(int day, @Nullable String documentType, Charges charges) {}

    /** The instants at which the days of a span begin, and the one at which the last ends: a day may have 23 or 25 hours. */
    static Instant[] borders(LocalDate from, LocalDate to, ZoneId zone) {
        return from.datesUntil(to.plusDays(2))
                .map(day -> day.atStartOfDay(zone).toInstant())
                .toArray(Instant[]::new);
    }

    static Breakdown of(LocalDate from, LocalDate to, ZoneId zone, List<Cell> cells) {
        List<Day> days = from.datesUntil(to.plusDays(1))
                .map(day -> new Day(
                        day,
                        sum(cells.stream()
                                .filter(cell -> from.plusDays(cell.day() - 1L).equals(day))
                                .toList())))
                .toList();
        List<DocumentType> types = cells.stream()
                .map(Breakdown::typeOf)
                .distinct()
                .sorted()
                .map(type -> new DocumentType(
                        type,
                        sum(cells.stream()
                                .filter(cell -> typeOf(cell).equals(type))
                                .toList())))
                .toList();
        return new Breakdown(from, to, zone.getId(), sum(cells), days, types);
    }

    private static String typeOf(Cell cell) {
        return cell.documentType() == null ? "other" : cell.documentType();
    }

    private static Charges sum(List<Cell> cells) {
        return cells.stream().map(Cell::charges).reduce(Charges.NONE, Charges::plus);
    }
}
