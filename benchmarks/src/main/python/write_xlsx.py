"""Writes rows as a workbook and prints the seconds: write_xlsx.py FILE ROWS"""

import sys
import time

import xlsxwriter
from rows import HEADERS, rows

table = rows(int(sys.argv[2]))
first = next(table)
start = time.perf_counter()
workbook = xlsxwriter.Workbook(sys.argv[1], {"constant_memory": True})
number = workbook.add_format({"num_format": "0.00"})
date = workbook.add_format({"num_format": "yyyy-mm-dd"})
sheet = workbook.add_worksheet("Data")
sheet.write_row(0, 0, HEADERS)


def write(index, row):
    for column in range(4):
        sheet.write_string(index, column, row[column])
    for column in range(4, 8):
        sheet.write_number(index, column, row[column], number)
    sheet.write_datetime(index, 8, row[8], date)
    sheet.write_string(index, 9, row[9])


write(1, first)
for index, row in enumerate(table, start=2):
    write(index, row)
workbook.close()
print(time.perf_counter() - start)
