"""The rows of the export benchmarks: four texts, four amounts, a date, and digits whose zeros matter."""

import datetime
import decimal

HEADERS = ["column %d" % column for column in range(10)]


def rows(count):
    """Ten thousand different rows, again and again."""
    made = [_row(row) for row in range(10_000)]
    return (made[row % len(made)] for row in range(count))


def _row(row):
    texts = ["value %d of %d" % (row, column) for column in range(4)]
    amounts = [decimal.Decimal(row * 10 + column).scaleb(-2) for column in range(4, 8)]
    return texts + amounts + [datetime.date(2026, 1, 1 + row % 28), "00%d" % row]
