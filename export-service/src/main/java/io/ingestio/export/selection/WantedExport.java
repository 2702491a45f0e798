package io.ingestio.export.selection;

import io.ingestio.export.format.ExportFormat;
import io.ingestio.export.format.ExportOptions;
import io.ingestio.export.format.ExportType;
import io.ingestio.export.format.FileSpec;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a user wants to have in a file, and in which form.
 *
 * @param arrayField whose items become rows; null for {@link ExportType#NORMAL}, where each array has a sheet, and where the builder has
 *                   to find it
 */
public record WantedExport(
        Selection selection,
        ExportFormat format,
        ExportType type,
        @Nullable String arrayField,
        ExportOptions options) {

    /** As it is stored: exactly one of the three is not null. */
    public static WantedExport stored(
            @Nullable UUID batchId,
            @Nullable List<UUID> batchIds,
            @Nullable List<UUID> documentIds,
            ExportFormat format,
            ExportType type,
            @Nullable String arrayField,
            @Nullable String options) {
        ExportOptions read = ExportOptions.of(options);
        List<UUID> batches = batchId == null ? batchIds : List.of(batchId);
        return new WantedExport(
                new Selection(documentIds, batches, read.confirmedOnly()), format, type, arrayField, read);
    }

    public WantedExport withArrayField(@Nullable String path) {
        return new WantedExport(selection, format, type, path, options);
    }

    public FileSpec file() {
        return new FileSpec(format, type == ExportType.MULTI_ROW || options.columns() != null, options.csvStyle());
    }

    /** All of it, in one form: what is the same has the same text, and nothing else has. */
    public String canonical() {
        String array = arrayField == null ? "" : "of " + arrayField;
        return String.join("\n", selection.toString(), format.wireName(), type.wireName(), options.toJson(), array);
    }
}
