package io.ingestio.upload.file;

import io.ingestio.reader.DocumentReader;
import io.ingestio.reader.Inspection;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Decides by a file's bytes whether it is taken: size, then type, readability and pages. */
@Component
public class InspectFile {

    private final DocumentReader reader;
    private final UploadSettings settings;

    InspectFile(DocumentReader reader, UploadSettings settings) {
        this.reader = reader;
        this.settings = settings;
    }

    public sealed interface Verdict {
        record Accepted(String mimeType, int pages) implements Verdict {}

        /** @param detail a sentence the user can act on */
        record Rejected(String code, String detail) implements Verdict {}
    }

    public Mono<Verdict> inspect(ReceivedFile file) {
        if (file.tooLarge()) {
            String detail = "The file is larger than " + settings.maxFileSize().toMegabytes() + " MB. Split or compress it.";
            return Mono.just(new Verdict.Rejected("file_too_large", detail));
        }
        return reader.inspect(file.scratch()).map(inspection -> switch (inspection) {
            case Inspection.Accepted accepted -> new Verdict.Accepted(accepted.type().mimeType(), accepted.pages());
            case Inspection.Refused refused -> new Verdict.Rejected(refused.code().wireCode(), refused.detail());
        });
    }
}
