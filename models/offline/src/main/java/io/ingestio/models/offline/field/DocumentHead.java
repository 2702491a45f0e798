package io.ingestio.models.offline.field;

import io.ingestio.models.offline.page.Row;
import io.ingestio.models.offline.value.Hit;
import io.ingestio.models.offline.value.Reading;
import io.ingestio.models.offline.value.Values;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The number and the date of an invoice or receipt. */
final class DocumentHead {
    private static final List<String> OTHER_DATES = List.of(
            "due_date", "order_date", "delivery_date", "print_date", "birth_date", "statement_period", "payment_terms");
    /** Separates labels of a certain date, such as "invoice date" ({@code 9}), from labels of any date ({@code 6}). */
    private static final int BESIDE_NUMBER = 70;

    private final Reading reading;
    private final Values values;

    DocumentHead(Reading reading) {
        this.reading = reading;
        this.values = new Values(reading);
    }

    Optional<String> number() {
        return values.identifier(reading.hits("invoice_number")).map(Values.Scored::value);
    }

    /** By its label, else on the line of the document's number, else the first date without a label of its own. */
    Optional<LocalDate> date() {
        List<Values.Scored<LocalDate>> candidates = new ArrayList<>(values.dates(reading.hits("invoice_date")));
        for (Hit hit : reading.hits("invoice_number")) {
            Row row = reading.layout().rows().get(hit.cell().row());
            if (hit.weight() >= 6 && !isOther(row)) {
                String text = row.text();
                reading.dates()
                        .first(text)
                        .ifPresent(date -> candidates.add(new Values.Scored<>(date, BESIDE_NUMBER, hit.cell())));
            }
        }
        return Values.best(candidates).map(Values.Scored::value).or(this::firstUnlabelled);
    }

    private Optional<LocalDate> firstUnlabelled() {
        return reading.layout().rows().stream()
                .filter(row -> !isOther(row))
                .flatMap(row -> reading.dates().first(row.text()).stream())
                .findFirst();
    }

    private boolean isOther(Row row) {
        return OTHER_DATES.stream()
                .flatMap(field -> reading.hits(field).stream())
                .anyMatch(hit -> hit.cell().row() == row.number() && hit.weight() >= 9 && hit.end() - hit.start() > 3);
    }
}
