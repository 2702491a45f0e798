package io.ingestio.export.template;

import io.ingestio.export.rows.ColumnChoice;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Columns under a name, in the order of the file. */
public record ExportTemplate(UUID id, String name, List<ColumnChoice> columns, Instant createdAt, Instant updatedAt) {}
