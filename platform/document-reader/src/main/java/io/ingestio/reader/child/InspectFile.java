package io.ingestio.reader.child;

import io.ingestio.reader.wire.Reply;
import io.ingestio.reader.wire.Request;

/** Decides what a file is and counts its pages. */
final class InspectFile {

    private InspectFile() {}

    static Reply inspect(Request.Inspect request) throws RejectedFile {
        UntrustedFile file = UntrustedFile.of(request.file());
        return switch (file.type()) {
            case PDF -> {
                try (PdfFile pdf = PdfFile.open(file, request.limits())) {
                    yield new Reply.Accepted(file.type(), pdf.pageCount(), pdf.isDamaged());
                }
            }
            case JPEG, PNG, TIFF, WEBP -> {
                ImageFile image = ImageFile.open(file, request.limits());
                image.requireDecodable();
                yield new Reply.Accepted(file.type(), image.frames().size(), false);
            }
        };
    }
}
