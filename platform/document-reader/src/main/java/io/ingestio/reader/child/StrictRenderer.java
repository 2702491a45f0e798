package io.ingestio.reader.child;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.filter.MissingImageReaderException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;

/**
 * Renders like PDFBox, but fails with {@link MissingImageReaderException} where PDFBox would only log that an image's decoder
 * is missing and leave the page blank. Large images are sampled down while they are decoded.
 */
final class StrictRenderer extends PDFRenderer {

    StrictRenderer(PDDocument document) {
        super(document);
        setSubsamplingAllowed(true);
    }

    @Override
    protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
        return new StrictDrawer(parameters);
    }

    private static final class StrictDrawer extends PageDrawer {

        StrictDrawer(PageDrawerParameters parameters) throws IOException {
            super(parameters);
        }

        /** Called for every fault of every operator, nested forms and patterns included. */
        @Override
        protected void operatorException(Operator operator, List<COSBase> operands, IOException fault)
                throws IOException {
            if (fault instanceof MissingImageReaderException) {
                throw fault;
            }
            super.operatorException(operator, operands, fault);
        }
    }
}
