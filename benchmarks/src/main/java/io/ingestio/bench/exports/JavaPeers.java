package io.ingestio.bench.exports;

import io.ingestio.export.rows.Cell;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;

/** The same rows as libraries of Java write them. */
final class JavaPeers {

    private static final int WINDOW = 500;

    private JavaPeers() {}

    static void sxssf(Path file, List<String> headers, int rows, IntFunction<List<Cell>> cells) throws IOException {
        try (SXSSFWorkbook workbook = new SXSSFWorkbook(WINDOW);
                OutputStream out = Files.newOutputStream(file)) {
            CellStyle number = style(workbook, "0.00");
            CellStyle date = style(workbook, "yyyy-mm-dd");
            SXSSFSheet sheet = workbook.createSheet("Data");
            Row first = sheet.createRow(0);
            for (int column = 0; column < headers.size(); column++) {
                first.createCell(column).setCellValue(headers.get(column));
            }
            for (int i = 0; i < rows; i++) {
                Row row = sheet.createRow(i + 1);
                int column = 0;
                for (Cell cell : cells.apply(i)) {
                    write(row.createCell(column++), cell, number, date);
                }
            }
            workbook.write(out);
        }
    }

    private static CellStyle style(SXSSFWorkbook workbook, String format) {
        CellStyle style = workbook.createCellStyle();
        style.setDataFormat(workbook.createDataFormat().getFormat(format));
        return style;
    }

    private static void write(org.apache.poi.ss.usermodel.Cell to, Cell cell, CellStyle number, CellStyle date) {
        switch (cell) {
            case Cell.Empty empty -> to.setBlank();
            case Cell.Text text -> to.setCellValue(text.value());
            case Cell.Truth truth -> to.setCellValue(truth.value());
            case Cell.Numeric numeric -> {
                to.setCellValue(numeric.value().doubleValue());
                to.setCellStyle(number);
            }
            case Cell.Date day -> {
                to.setCellValue(day.value());
                to.setCellStyle(date);
            }
        }
    }

    static void commonsCsv(Path file, List<String> headers, int rows, IntFunction<List<Cell>> cells)
            throws IOException {
        try (CSVPrinter csv = new CSVPrinter(Files.newBufferedWriter(file), CSVFormat.DEFAULT)) {
            csv.printRecord(headers);
            for (int i = 0; i < rows; i++) {
                List<Object> line = new ArrayList<>(headers.size());
                for (Cell cell : cells.apply(i)) {
                    line.add(value(cell));
                }
                csv.printRecord(line);
            }
        }
    }

    private static Object value(Cell cell) {
        return switch (cell) {
            case Cell.Empty empty -> "";
            case Cell.Text text -> text.value();
            case Cell.Truth truth -> truth.value();
            case Cell.Numeric number -> number.value().toPlainString();
            case Cell.Date date -> date.value();
        };
    }
}
