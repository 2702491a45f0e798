package io.ingestio.bench.exports;

import io.ingestio.export.format.ExportFormat;
import io.ingestio.export.rows.Cell;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;

/** Another library that writes the same rows. Those of Python make them themselves, before their clock starts. */
public enum Peer {
    SXSSF(ExportFormat.XLSX, "POI's SXSSF with the same formats of numbers and dates") {
        @Override
        double seconds(Path file, List<String> headers, int rows, IntFunction<List<Cell>> cells) throws Exception {
            return timed(() -> JavaPeers.sxssf(file, headers, rows, cells));
        }
    },
    COMMONS_CSV(ExportFormat.CSV, "commons-csv with its default format") {
        @Override
        double seconds(Path file, List<String> headers, int rows, IntFunction<List<Cell>> cells) throws Exception {
            return timed(() -> JavaPeers.commonsCsv(file, headers, rows, cells));
        }
    },
    XLSXWRITER(ExportFormat.XLSX, "XlsxWriter of Python in constant memory, with the same formats") {
        @Override
        double seconds(Path file, List<String> headers, int rows, IntFunction<List<Cell>> cells) throws Exception {
            return python("write_xlsx.py", file, rows);
        }
    },
    PYTHON_CSV(ExportFormat.CSV, "the module csv of Python") {
        @Override
        double seconds(Path file, List<String> headers, int rows, IntFunction<List<Cell>> cells) throws Exception {
            return python("write_csv.py", file, rows);
        }
    };

    private final ExportFormat format;
    private final String description;

    Peer(ExportFormat format, String description) {
        this.format = format;
        this.description = description;
    }

    ExportFormat format() {
        return format;
    }

    String description() {
        return description;
    }

    abstract double seconds(Path file, List<String> headers, int rows, IntFunction<List<Cell>> cells) throws Exception;

    private interface Writing {
        void run() throws Exception;
    }

    private static double timed(Writing writing) throws Exception {
        long start = System.nanoTime();
        writing.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static double python(String script, Path file, int rows) throws Exception {
        Process process = new ProcessBuilder(
                        "python3", "benchmarks/src/main/python/" + script, file.toString(), Integer.toString(rows))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String seconds = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(script + " failed; XlsxWriter is Debian's package python3-xlsxwriter");
        }
        return Double.parseDouble(seconds);
    }
}
