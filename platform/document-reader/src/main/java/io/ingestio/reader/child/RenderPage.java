package io.ingestio.reader.child;

import io.ingestio.reader.Picture;
import io.ingestio.reader.RejectionCode;
import io.ingestio.reader.child.ImageFile.Frame;
import io.ingestio.reader.wire.Reply;
import io.ingestio.reader.wire.Request;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.apache.pdfbox.filter.MissingImageReaderException;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;

/** Renders one page as it is displayed. A pixel of an image file is a point. */
final class RenderPage {

    private RenderPage() {}

    static Reply render(Request.Render request) throws RejectedFile {
        UntrustedFile file = UntrustedFile.of(request.file());
        BufferedImage drawn =
                switch (file.type()) {
                    case PDF -> draw(file, request);
                    case JPEG, PNG, TIFF, WEBP -> {
                        ImageFile image = ImageFile.open(file, request.limits());
                        requirePage(request.pageNumber(), image.frames().size());
                        yield scaled(image, image.frames().get(request.pageNumber() - 1), request);
                    }
                };
        try {
            write(drawn, request.picture().format(), Path.of(request.into()));
        } catch (IOException e) {
            throw new RejectedFile(RejectionCode.RESOURCE_LIMIT, "The drawn page could not be written.");
        }
        return new Reply.Done(false);
    }

    /** A picture that the format cannot hold (transparency, floating point) is drawn on white first. */
    private static void write(BufferedImage drawn, Picture.Format format, Path into) throws IOException {
        String name = format.name();
        boolean written =
                (format == Picture.Format.PNG || !drawn.getColorModel().hasAlpha())
                        && ImageIO.write(drawn, name, into.toFile());
        if (!written && !ImageIO.write(onWhite(drawn, drawn.getWidth(), drawn.getHeight()), name, into.toFile())) {
            throw new IOException("no writer for " + format);
        }
    }

    /**
     * An image file at 72 dpi is as it is, at 144 twice as large, never beyond the limit of a page's pixels. It is sampled down while
     * it is decoded where it becomes much smaller.
     */
    private static BufferedImage scaled(ImageFile image, Frame frame, Request.Render request) throws RejectedFile {
        double wanted = request.picture().scale(frame.width());
        double scale = request.picture().width() == 0 ? Math.max(1, wanted) : Math.min(1, wanted);
        scale = Math.min(scale, Math.sqrt((double) request.limits().maxPagePixels() / frame.pixels()));
        int width = (int) Math.max(1, Math.round(frame.width() * scale));
        int height = (int) Math.max(1, Math.round(frame.height() * scale));
        long twice = 4L * width * height;
        BufferedImage decoded =
                image.decode(frame, Math.min(request.limits().maxPagePixels(), Math.max(twice, 1_000_000)));
        return decoded.getWidth() == width && decoded.getHeight() == height ? decoded : onWhite(decoded, width, height);
    }

    private static BufferedImage onWhite(BufferedImage picture, int width, int height) {
        var drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = drawn.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION,
                width > picture.getWidth()
                        ? RenderingHints.VALUE_INTERPOLATION_BICUBIC
                        : RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(picture, 0, 0, width, height, Color.WHITE, null);
        graphics.dispose();
        return drawn;
    }

    private static BufferedImage draw(UntrustedFile file, Request.Render request) throws RejectedFile {
        try (PdfFile pdf = PdfFile.open(file, request.limits())) {
            int number = request.pageNumber();
            requirePage(number, pdf.pageCount());
            if (pdf.isLost(number)) {
                throw damaged(request);
            }
            PDPage page = pdf.flattened().get(number - 1);
            PDRectangle box = page.getCropBox();
            double scale = request.picture().scale(page.getRotation() % 180 == 0 ? box.getWidth() : box.getHeight());
            requirePixels(box, scale, request);
            return new StrictRenderer(pdf.document()).renderImage(number - 1, (float) scale, ImageType.RGB);
        } catch (MissingImageReaderException e) {
            throw new RejectedFile(RejectionCode.DECODER_MISSING);
        } catch (IOException | RuntimeException e) {
            throw damaged(request);
        }
    }

    private static RejectedFile damaged(Request.Render request) {
        return new RejectedFile(
                RejectionCode.UNREADABLE_PDF,
                String.format(Locale.ROOT, "Page %d of the PDF is damaged and cannot be drawn.", request.pageNumber()));
    }

    private static void requirePage(int number, int pages) throws RejectedFile {
        if (number < 1 || number > pages) {
            throw new RejectedFile(
                    RejectionCode.PDF_WITHOUT_PAGES,
                    String.format(Locale.ROOT, "The document has %,d pages and no page %,d.", pages, number));
        }
    }

    private static void requirePixels(PDRectangle box, double scale, Request.Render request) throws RejectedFile {
        double pixels = box.getWidth() * scale * box.getHeight() * scale;
        if (pixels > request.limits().maxPagePixels()) {
            throw new RejectedFile(
                    RejectionCode.RESOURCE_LIMIT,
                    String.format(
                            Locale.ROOT,
                            "Page %d of the PDF is %.0f × %.0f inches, too large to be drawn at %.0f dpi.",
                            request.pageNumber(),
                            box.getWidth() / 72,
                            box.getHeight() / 72,
                            scale * 72));
        }
    }
}
