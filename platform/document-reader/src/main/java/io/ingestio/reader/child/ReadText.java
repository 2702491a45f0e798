package io.ingestio.reader.child;

import io.ingestio.reader.PageText;
import io.ingestio.reader.RejectionCode;
import io.ingestio.reader.child.ImageFile.Frame;
import io.ingestio.reader.child.text.GlyphCollector;
import io.ingestio.reader.wire.Frames;
import io.ingestio.reader.wire.Reply;
import io.ingestio.reader.wire.Request;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDPage;

/** Sends the text layer page by page, so that a long document is never in this heap as a whole. */
final class ReadText {

    private ReadText() {}

    static Reply read(Request.Read request, Frames frames) throws RejectedFile, IOException {
        UntrustedFile file = UntrustedFile.of(request.file());
        boolean damaged = false;
        switch (file.type()) {
            case PDF -> {
                try (PdfFile pdf = PdfFile.open(file, request.limits())) {
                    readPages(pdf, request, frames);
                    damaged = pdf.isDamaged();
                }
            }
            case JPEG, PNG, TIFF, WEBP -> {
                int number = 0;
                for (Frame page : ImageFile.open(file, request.limits()).frames()) {
                    frames.write(new Reply.Page(new PageText(++number, page.width(), page.height(), List.of())));
                }
            }
        }
        return new Reply.Done(damaged);
    }

    private static void readPages(PdfFile pdf, Request.Read request, Frames frames) throws RejectedFile, IOException {
        var glyphs = new GlyphCollector(request.limits().maxCharacters());
        int number = 0;
        for (PDPage page : pdf.flattened()) {
            try {
                frames.write(new Reply.Page(glyphs.read(pdf.document(), page, ++number)));
            } catch (GlyphCollector.TooManyGlyphs e) {
                throw new RejectedFile(RejectionCode.RESOURCE_LIMIT, "The PDF holds more text than can be read.");
            }
        }
    }
}
