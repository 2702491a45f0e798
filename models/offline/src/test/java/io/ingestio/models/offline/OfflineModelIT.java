package io.ingestio.models.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.models.DocumentContent;
import io.ingestio.models.Instructions;
import io.ingestio.models.ModelFailure;
import io.ingestio.models.ModelReply;
import io.ingestio.models.ocr.Ocr;
import io.ingestio.models.ocr.OcrSettings;
import io.ingestio.reader.DocumentReader;
import io.ingestio.reader.DocumentText;
import io.ingestio.reader.PageText;
import io.ingestio.reader.ReaderSettings;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

class OfflineModelIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Instructions PROMPT = new Instructions("Invoice number, invoice date, total", null, null);

    @TempDir
    Path folder;

    private final Scheduler scheduler = Schedulers.newBoundedElastic(2, 100, "rules");
    private final DocumentReader reader = new DocumentReader(ReaderSettings.defaults());
    private final Ocr ocr = Ocr.of(OcrSettings.defaults());
    private final OfflineModel model = new OfflineModel(reader, ocr, scheduler);

    @AfterEach
    void close() {
        reader.close();
        ocr.close();
        scheduler.dispose();
    }

    @Test
    void amountsAreExactPlainJsonNumbers() {
        DocumentText text =
                Typewriter.pages("INVOICE\nInvoice no: A-17\nInvoice date: 5 March 2024\nTotal   1,000,000.10");
        var document = new DocumentContent(folder.resolve("unused.pdf"), "application/pdf", text);

        ModelReply reply = model.extract(document, PROMPT).block(LONG);

        assertThat(reply.text())
                .isEqualTo("{\"documentType\":\"invoice\",\"data\":{\"invoice_number\":\"A-17\","
                        + "\"invoice_date\":\"2024-03-05\",\"total\":1000000.10}}");
        assertThat(reply.model()).isEqualTo(model.name()).isEqualTo("offline-rules-1");
        assertThat(model.classify(document).block(LONG).text()).isEqualTo("{\"documentType\":\"invoice\"}");
        assertThat(model.extract(document, PROMPT).block(LONG)).isEqualTo(reply);
    }

    @Test
    void readsAPictureAndAScannedPage() throws IOException {
        String expected = "{\"invoice_number\":\"4711\",\"invoice_date\":\"2024-03-05\",\"total\":129.90}";

        assertThat(model.extract(image(), PROMPT).block(LONG).text()).contains(expected);
        assertThat(model.extract(scan(), PROMPT).block(LONG).text()).contains(expected);
    }

    @Test
    void failsOnDataThatIsNoPicture() throws IOException {
        Path file =
                Files.write(folder.resolve("broken.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 1});
        var broken =
                new DocumentContent(file, "image/png", new DocumentText(List.of(new PageText(1, 10, 10, List.of()))));

        assertThatThrownBy(() -> model.extract(broken, PROMPT).block(LONG))
                .isInstanceOfSatisfying(ModelFailure.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(ModelFailure.Kind.DOCUMENT);
                    assertThat(failure.code()).isEqualTo(ErrorCode.UNREADABLE_IMAGE);
                });
    }

    @Test
    void saysWhatItCannotDo() throws IOException {
        @SuppressWarnings("NullAway") // there is always a prompt: the rules fail without
        var withoutPrompt = new Instructions(null, null, null);
        var text = new DocumentContent(folder.resolve("unused.pdf"), "application/pdf", Typewriter.pages("INVOICE"));
        DocumentContent scan = scan();
        reader.close();

        assertThat(failure(text, withoutPrompt)).isEqualTo(ErrorCode.OFFLINE_RULES_FAILED);
        assertThat(failure(scan, PROMPT)).isEqualTo(ErrorCode.OFFLINE_ENGINE_UNAVAILABLE);
    }

    private ErrorCode failure(DocumentContent document, Instructions instructions) {
        return model.extract(document, instructions)
                .map(reply -> ErrorCode.INTERNAL_ERROR)
                .onErrorResume(ModelFailure.class, failure -> Mono.just(failure.code()))
                .block(LONG);
    }

    private DocumentContent image() throws IOException {
        Path file = folder.resolve("invoice.png");
        ImageIO.write(drawn(), "png", file.toFile());
        return new DocumentContent(file, "image/png", new DocumentText(List.of(new PageText(1, 1200, 700, List.of()))));
    }

    private DocumentContent scan() throws IOException {
        Path file = folder.resolve("scan.pdf");
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(new PDRectangle(400, 233));
            document.addPage(page);
            try (var content = new PDPageContentStream(document, page)) {
                content.drawImage(LosslessFactory.createFromImage(document, drawn()), 0, 0, 400, 233);
            }
            document.save(file.toFile());
        }
        return new DocumentContent(file, "application/pdf", reader.read(file).block(LONG));
    }

    private static BufferedImage drawn() {
        var image = new BufferedImage(1200, 700, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 1200, 700);
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 40));
        int y = 100;
        for (String line :
                List.of("INVOICE", "Invoice number: 4711", "Invoice date: 5 March 2024", "Total due: 129.90 EUR")) {
            graphics.drawString(line, 80, y);
            y += 100;
        }
        graphics.dispose();
        return image;
    }
}
