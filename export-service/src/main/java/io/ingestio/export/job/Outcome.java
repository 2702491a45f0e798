package io.ingestio.export.job;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.ExportEvent.ExportCompleted.Included;
import io.ingestio.contracts.status.ExportStatus;
import java.time.Duration;
import java.util.List;

/** How one attempt to build an export ended. */
sealed interface Outcome {

    /** The status that the export gets. */
    ExportStatus status();

    /** The tag of the meter {@code ingestio.exports.built}. */
    String meterTag();

    /**
     * The file is in the object store.
     *
     * @param key      of the file
     * @param rows     below the header
     * @param manifest as JSON
     * @param fingerprint of what is in the file
     * @param documents those in the file, with the run that their data are of
     */
    record Completed(
            String key,
            long sizeBytes,
            long rows,
            List<String> columns,
            String manifest,
            String fingerprint,
            List<Included> documents)
            implements Outcome {
        @Override
        public ExportStatus status() {
            return ExportStatus.COMPLETED;
        }

        @Override
        public String meterTag() {
            return "completed";
        }
    }

    /**
     * No further attempt.
     *
     * @param detail a sentence for the user
     */
    record Failed(ErrorCode code, String detail) implements Outcome {
        @Override
        public ExportStatus status() {
            return ExportStatus.FAILED;
        }

        @Override
        public String meterTag() {
            return code.wireName();
        }
    }

    /** Another attempt follows after this time. */
    record Retry(Duration delay) implements Outcome {
        @Override
        public ExportStatus status() {
            return ExportStatus.QUEUED;
        }

        @Override
        public String meterTag() {
            return "retried";
        }
    }
}
