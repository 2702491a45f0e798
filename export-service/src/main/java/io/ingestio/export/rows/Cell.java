package io.ingestio.export.rows;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * One value of a table with its type. Only JSON numbers are numbers: a string that looks like one may be an invoice number,
 * whose zeros matter. A string that is an ISO date is a date.
 */
public sealed interface Cell {

    record Empty() implements Cell {}

    record Text(String value) implements Cell {}

    record Numeric(BigDecimal value) implements Cell {}

    record Truth(boolean value) implements Cell {}

    record Date(LocalDate value) implements Cell {
        private static final Pattern ISO = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    }

    Cell EMPTY = new Empty();

    /** Digits of a number written out, before or after the point: beyond this only text with an exponent is of use to anyone. */
    int MOST_DIGITS = 1_000;

    static Cell of(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL, MISSING -> EMPTY;
            case BOOLEAN -> new Truth(value.booleanValue());
            case NUMBER -> ofNumber(value.decimalValue());
            case STRING -> ofText(value.stringValue());
            case ARRAY, BINARY, OBJECT, POJO -> new Text(value.toString());
        };
    }

    private static Cell ofNumber(BigDecimal number) {
        return Math.abs((long) number.scale()) + number.precision() > MOST_DIGITS
                ? new Text(number.toString())
                : new Numeric(number);
    }

    private static Cell ofText(String text) {
        if (Date.ISO.matcher(text).matches()) {
            try {
                return new Date(LocalDate.parse(text));
            } catch (DateTimeException notADate) {
                return new Text(text);
            }
        }
        return new Text(text);
    }
}
