package io.ingestio.upload.file;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.http.Problem;
import io.ingestio.reader.DocumentReader;
import io.ingestio.reader.Inspection;
import io.ingestio.reader.ReaderUnavailable;
import io.ingestio.upload.receive.ReceiveSettings;
import io.ingestio.upload.scan.ScanUnavailable;
import io.ingestio.upload.scan.VirusScan;
import io.ingestio.upload.scratch.ReceivedFile;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;

/**
 * Accepts or rejects a file by its bytes: size, then viruses, type, readability and pages. Every received file is judged here and nowhere else,
 * between its receipt to the scratch disk and its storage, however it came.
 */
@Component
public class InspectFile {

    private static final Logger LOG = LoggerFactory.getLogger(InspectFile.class);
    private static final Duration SHORTLY = Duration.ofSeconds(10);

    private final VirusScan virusScan;
    private final DocumentReader reader;
    private final ReceiveSettings settings;

    InspectFile(VirusScan virusScan, DocumentReader reader, ReceiveSettings settings) {
        this.virusScan = virusScan;
        this.reader = reader;
        this.settings = settings;
    }

    public sealed interface Verdict {
        /** @param damaged whether there was more in the file than these pages */
        record Accepted(String mimeType, int pages, boolean damaged) implements Verdict {}

        /** @param detail a sentence the user can act on */
        record Rejected(String code, String detail) implements Verdict {}
    }

    /**
     * @throws Problem 503 {@code scan_unavailable} or {@code service_unavailable} while files cannot be scanned, or read
     * @param maxBytes what the user's plan allows; files above {@link ReceiveSettings#maxFileSize} are rejected in any case
     */
    public Mono<Verdict> inspect(ReceivedFile file, long maxBytes) {
        if (file.tooLarge() || file.sizeBytes() > maxBytes) {
            long limit = Math.min(maxBytes, settings.maxFileSize().toBytes());
            return Mono.just(new Verdict.Rejected("file_too_large", tooLarge(limit)));
        }
        return virusScan
                .scan(file.scratch())
                .onErrorMap(ScanUnavailable.class, InspectFile::notScanned)
                .flatMap(result -> switch (result) {
                    case CLEAN -> read(file);
                    case INFECTED -> rejected(ErrorCode.VIRUS_FOUND, "A virus was found in the file. It was not kept.");
                    case NOT_SCANNED_WHOLE ->
                        rejected(
                                ErrorCode.NOT_SCANNABLE,
                                "The file could not be scanned for viruses as a whole. Split it, or save it without attachments.");
                });
    }

    private static Mono<Verdict> rejected(ErrorCode code, String detail) {
        return Mono.just(new Verdict.Rejected(code.wireName(), detail));
    }

    private static Problem notScanned(Throwable failure) {
        LOG.warn("files are not scanned failure={}", failure.toString());
        return Problem.retryable(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        ErrorCode.SCAN_UNAVAILABLE,
                        "Files cannot be scanned for viruses right now. Nothing was kept; try again shortly.")
                .after(SHORTLY);
    }

    private static Problem notRead(Throwable failure) {
        LOG.warn("files are not read failure={}", failure.toString());
        return Problem.retryable(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        ErrorCode.SERVICE_UNAVAILABLE,
                        "Files cannot be read right now. Nothing was kept; try again shortly.")
                .after(SHORTLY);
    }

    private Mono<Verdict> read(ReceivedFile file) {
        return reader.inspect(file.scratch())
                .<Verdict>map(inspection -> switch (inspection) {
                    case Inspection.Accepted accepted ->
                        new Verdict.Accepted(accepted.type().mimeType(), accepted.pages(), accepted.damaged());
                    case Inspection.Rejected rejected ->
                        new Verdict.Rejected(rejected.code().wireCode(), rejected.detail());
                })
                .onErrorMap(ReaderUnavailable.class, InspectFile::notRead);
    }

    /** What is said of a file above this limit. */
    public static String tooLarge(long limit) {
        return "The file is larger than " + size(limit) + ", which is the limit. Split or compress it.";
    }

    /** In the largest unit that says it exactly. */
    static String size(long bytes) {
        DataSize size = DataSize.ofBytes(bytes);
        if (bytes % DataSize.ofMegabytes(1).toBytes() == 0) {
            return size.toMegabytes() + " MB";
        }
        return bytes % DataSize.ofKilobytes(1).toBytes() == 0 ? size.toKilobytes() + " KB" : bytes + " bytes";
    }
}
