package io.ingestio.reader.child;

import io.ingestio.reader.RejectionCode;
import io.ingestio.reader.wire.Reply;
import io.ingestio.reader.wire.Request;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.apache.pdfbox.filter.MissingImageReaderException;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;

/** Renders one page as PNG. An image file is its own page 1; a pixel of it is a point. */
final class RenderPage {

    private RenderPage() {}

    static Reply render(Request.Render request) throws RejectedFile {
        UntrustedFile file = UntrustedFile.of(request.file());
        BufferedImage drawn =
                switch (file.type()) {
                    case PDF -> draw(file.path(), request);
                    case JPEG, PNG -> {
                        try (ImageFile image = ImageFile.open(file.path(), request.limits())) {
                            requirePage(request.pageNumber(), 1);
                            yield scaled(image.decode(request.limits().maxPagePixels()), request);
                        }
                    }
                };
        try {
            if (!ImageIO.write(drawn, "png", Path.of(request.into()).toFile())) {
                throw new RejectedFile(RejectionCode.UNREADABLE_IMAGE);
            }
        } catch (IOException e) {
            throw new RejectedFile(RejectionCode.RESOURCE_LIMIT, "The drawn page could not be written.");
        }
        return new Reply.Done();
    }

    /** An image's pixel is a point, so 144 dpi doubles it; never beyond the limit of a page's pixels. */
    private static BufferedImage scaled(BufferedImage image, Request.Render request) {
        double most =
                Math.sqrt((double) request.limits().maxPagePixels() / ((double) image.getWidth() * image.getHeight()));
        double scale = Math.min(request.dpi() / 72.0, most);
        if (scale <= 1) {
            return image;
        }
        var larger = new BufferedImage(
                (int) (image.getWidth() * scale), (int) (image.getHeight() * scale), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = larger.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(image, 0, 0, larger.getWidth(), larger.getHeight(), null);
        graphics.dispose();
        return larger;
    }

    private static BufferedImage draw(Path path, Request.Render request) throws RejectedFile {
        try (PdfFile pdf = PdfFile.open(path, request.limits())) {
            int number = request.pageNumber();
            requirePage(number, pdf.pages().size());
            requirePixels(pdf.pages().get(number - 1).getCropBox(), request);
            pdf.flatten();
            return new StrictRenderer(pdf.document()).renderImageWithDPI(number - 1, request.dpi(), ImageType.RGB);
        } catch (MissingImageReaderException e) {
            throw new RejectedFile(RejectionCode.DECODER_MISSING);
        } catch (IOException | RuntimeException e) {
            throw new RejectedFile(
                    RejectionCode.UNREADABLE_PDF,
                    String.format(
                            Locale.ROOT, "Page %d of the PDF is damaged and cannot be drawn.", request.pageNumber()));
        }
    }

    private static void requirePage(int number, int pages) throws RejectedFile {
        if (number < 1 || number > pages) {
            throw new RejectedFile(
                    RejectionCode.PDF_WITHOUT_PAGES,
                    String.format(Locale.ROOT, "The document has %,d pages and no page %,d.", pages, number));
        }
    }

    private static void requirePixels(PDRectangle box, Request.Render request) throws RejectedFile {
        double scale = request.dpi() / 72.0;
        double pixels = box.getWidth() * scale * box.getHeight() * scale;
        if (pixels > request.limits().maxPagePixels()) {
            throw new RejectedFile(
                    RejectionCode.RESOURCE_LIMIT,
                    String.format(
                            Locale.ROOT,
                            "Page %d of the PDF is %.0f × %.0f inches, too large to be drawn at %d dpi.",
                            request.pageNumber(),
                            box.getWidth() / 72,
                            box.getHeight() / 72,
                            request.dpi()));
        }
    }
}
