"""Writes rows as CSV and prints the seconds: write_csv.py FILE ROWS"""

import csv
import sys
import time

from rows import HEADERS, rows

table = rows(int(sys.argv[2]))
first = next(table)
start = time.perf_counter()
with open(sys.argv[1], "w", newline="", encoding="utf-8") as file:
    writer = csv.writer(file)
    writer.writerow(HEADERS)
    writer.writerow(first)
    writer.writerows(table)
print(time.perf_counter() - start)
