package io.ingestio.models.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.models.chat.completions.ChatCompletionContentPart;
import io.ingestio.models.DocumentContent;
import io.ingestio.reader.DocumentReader;
import io.ingestio.reader.DocumentText;
import io.ingestio.reader.PageText;
import io.ingestio.reader.ReaderSettings;
import io.ingestio.reader.Word;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentMessageTest {

    private static final OpenAiSettings SETTINGS =
            new OpenAiSettings("http://127.0.0.1", null, "m", Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 72, 2);

    @TempDir
    Path folder;

    /** Starts no child: nothing is rendered here. */
    private final DocumentReader reader = new DocumentReader(ReaderSettings.defaults());

    private final DocumentMessage message = new DocumentMessage(reader, SETTINGS);

    @AfterEach
    void close() {
        reader.close();
    }

    @Test
    void textLayerIsSentPageByPage() throws IOException {
        var text = new DocumentText(List.of(page(1, "Invoice", "4711"), page(2, "Total", "12.50")));
        List<ChatCompletionContentPart> parts = message.parts(document("application/pdf", text));
        assertThat(parts)
                .singleElement()
                .satisfies(part -> assertThat(part.text().orElseThrow().text())
                        .isEqualTo("--- page 1 ---\nInvoice\n4711\n\n--- page 2 ---\nTotal\n12.50"));
    }

    @Test
    void documentWithoutPagesHasNoParts() throws IOException {
        assertThat(message.parts(document("application/pdf", new DocumentText(List.of()))))
                .isEmpty();
    }

    private DocumentContent document(String mimeType, DocumentText text) throws IOException {
        return new DocumentContent(Files.writeString(folder.resolve("document"), "bytes"), mimeType, text);
    }

    /** One word a line. */
    private static PageText page(int number, String... words) {
        List<Word> placed = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            placed.add(new Word(words[i], 10, 20 + 40 * i, 60, 10));
        }
        return new PageText(number, 600, 800, placed);
    }
}
