package io.ingestio.models.openai;

import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import io.ingestio.models.DocumentContent;
import io.ingestio.reader.DocumentReader;
import io.ingestio.reader.Line;
import io.ingestio.reader.PageText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** A document as a chat message: its text layer where it has one, else its pages as images. */
final class DocumentMessage {

    private final DocumentReader reader;
    private final OpenAiSettings settings;

    DocumentMessage(DocumentReader reader, OpenAiSettings settings) {
        this.reader = reader;
        this.settings = settings;
    }

    /** Blocks while pages are rendered; must not be called on an event loop. */
    List<ChatCompletionContentPart> parts(DocumentContent document) throws IOException {
        if (document.text().hasWords()) {
            return List.of(text(
                    document.text().pages().stream().map(DocumentMessage::page).collect(Collectors.joining("\n\n"))));
        }
        if (document.mimeType().startsWith("image/")) {
            return List.of(image(document.mimeType(), Files.readAllBytes(document.file())));
        }
        List<ChatCompletionContentPart> pages = new ArrayList<>();
        for (PageText page :
                document.text().pages().stream().limit(settings.maxImages()).toList()) {
            pages.add(rendered(document.file(), page.number()));
        }
        return pages;
    }

    static ChatCompletionContentPart text(String text) {
        return ChatCompletionContentPart.ofText(
                ChatCompletionContentPartText.builder().text(text).build());
    }

    private static String page(PageText page) {
        return "--- page " + page.number() + " ---\n"
                + page.lines().stream().map(Line::text).collect(Collectors.joining("\n"));
    }

    private ChatCompletionContentPart rendered(Path file, int number) throws IOException {
        Path image = Files.createTempFile("ingestio-page-", ".png");
        try {
            reader.render(file, number, settings.imageDpi(), image).block();
            return image("image/png", Files.readAllBytes(image));
        } finally {
            Files.deleteIfExists(image);
        }
    }

    private static ChatCompletionContentPart image(String mimeType, byte[] bytes) {
        String url = "data:" + mimeType + ";base64," + Base64.getEncoder().encodeToString(bytes);
        return ChatCompletionContentPart.ofImageUrl(ChatCompletionContentPartImage.builder()
                .imageUrl(ChatCompletionContentPartImage.ImageUrl.builder()
                        .url(url)
                        .build())
                .build());
    }
}
