package io.ingestio.upload.file;

import io.ingestio.reader.DocumentReader;
import io.ingestio.reader.Inspection;
import io.ingestio.upload.receive.ReceiveSettings;
import io.ingestio.upload.scratch.ReceivedFile;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;

/**
 * Accepts or rejects a file by its bytes: size, then type, readability and pages. Every received file is judged here and nowhere else,
 * between its receipt to the scratch disk and its storage, however it came.
 */
@Component
public class InspectFile {

    private final DocumentReader reader;
    private final ReceiveSettings settings;

    InspectFile(DocumentReader reader, ReceiveSettings settings) {
        this.reader = reader;
        this.settings = settings;
    }

    public sealed interface Verdict {
        record Accepted(String mimeType, int pages) implements Verdict {}

        /** @param detail a sentence the user can act on */
        record Rejected(String code, String detail) implements Verdict {}
    }

    /**
     * @param maxBytes what the user's plan allows; files above {@link ReceiveSettings#maxFileSize} are rejected in any case
     */
    public Mono<Verdict> inspect(ReceivedFile file, long maxBytes) {
        if (file.tooLarge() || file.sizeBytes() > maxBytes) {
            long limit = Math.min(maxBytes, settings.maxFileSize().toBytes());
            return Mono.just(new Verdict.Rejected("file_too_large", tooLarge(limit)));
        }
        return reader.inspect(file.scratch()).map(inspection -> switch (inspection) {
            case Inspection.Accepted accepted ->
                new Verdict.Accepted(accepted.type().mimeType(), accepted.pages());
            case Inspection.Rejected rejected ->
                new Verdict.Rejected(rejected.code().wireCode(), rejected.detail());
        });
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
