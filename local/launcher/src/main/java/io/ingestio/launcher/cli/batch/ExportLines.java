package io.ingestio.launcher.cli.batch;

import io.ingestio.launcher.client.Counted;
import io.ingestio.launcher.client.view.ExportView;
import io.ingestio.launcher.client.view.ExportView.Cut;
import io.ingestio.launcher.client.view.ExportView.Manifest;
import io.ingestio.launcher.client.view.ExportView.Skipped;
import java.util.ArrayList;
import java.util.List;

/** What is in an exported file, and all that is not: skipped documents and cut cells, each with its reason. */
final class ExportLines {

    private static final int MOST_CELLS = 20;

    private ExportLines() {}

    static List<String> of(ExportView export) {
        Manifest manifest = export.manifest();
        List<String> lines = new ArrayList<>();
        if (manifest == null) {
            return lines;
        }
        lines.add("%s, %s".formatted(Counted.of(manifest.documents(), "document"), Counted.of(manifest.rows(), "row")));
        for (Skipped document : manifest.skipped()) {
            lines.add("not in it: %s %s [%s]"
                    .formatted(
                            document.documentId(),
                            document.filename() == null ? "" : document.filename(),
                            document.code()));
        }
        int more = manifest.skippedDocuments() - manifest.skipped().size();
        if (more > 0) {
            lines.add("not in it: %d more".formatted(more));
        }
        for (Cut cell :
                manifest.cut().subList(0, Math.min(MOST_CELLS, manifest.cut().size()))) {
            lines.add("cut: row %d, column %s of sheet %s has %,d of the %,d characters of %s"
                    .formatted(
                            cell.row(), cell.column(), cell.sheet(), cell.kept(), cell.characters(), cell.filename()));
        }
        if (manifest.cutCells() > MOST_CELLS) {
            lines.add("cut: %s more".formatted(Counted.of(manifest.cutCells() - MOST_CELLS, "cell")));
        }
        if (manifest.replacedCells() > 0) {
            lines.add(
                    "%s had characters that no file can hold".formatted(Counted.of(manifest.replacedCells(), "cell")));
        }
        return lines;
    }
}
