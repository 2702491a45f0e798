package io.ingestio.launcher.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.launcher.client.Draft;
import io.ingestio.launcher.client.view.BatchView;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BatchLineTest {

    private static final UUID ID = UUID.fromString("0b54a9d2-3f0a-4b0e-9d3e-5f6b7a8c9d10");

    @Test
    void showsWhenABatchWasSubmittedAndItsName() {
        assertThat(BatchLine.of(batch("June invoices")))
                .startsWith(ID + "  2026-06-30 23:59  completed ")
                .endsWith("2 of 3 documents done, 1 failed, 0 cancelled, 1 page  June invoices");
        assertThat(BatchLine.of(batch(null))).endsWith("1 page  Untitled Batch");
    }

    @Test
    void showsTheStateOfADraftsFile() {
        assertThat(BatchLine.of(file("received", null, null))).isEqualTo(ID + "  received   a.pdf");
        assertThat(BatchLine.of(file("rejected", "encrypted_pdf", "The PDF needs a password.")))
                .isEqualTo(ID + "  rejected   a.pdf  The PDF needs a password. [encrypted_pdf]");
    }

    private static Draft.File file(String state, @Nullable String code, @Nullable String detail) {
        return new Draft.File(ID, "a.pdf", state, code, detail, "batches/a/documents/b/content");
    }

    private static BatchView batch(String name) {
        var submitted = LocalDateTime.parse("2026-06-30T23:59:59")
                .atZone(ZoneId.systemDefault())
                .toInstant();
        return new BatchView(ID, name, "completed", false, 3, 2, 1, 0, 1, submitted, null);
    }
}
