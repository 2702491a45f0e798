package io.ingestio.models.openai;

import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import io.ingestio.models.DocumentContent;
import io.ingestio.reader.DocumentReader;
import io.ingestio.reader.Line;
import io.ingestio.reader.PageText;
import io.ingestio.reader.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** A document as a chat message: its text layer where it has one, else its pages as images. */
final class DocumentMessage {

    private static final int POINTS = 72;

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
        Picture picture = picture(document.mimeType());
        List<ChatCompletionContentPart> pages = new ArrayList<>();
        for (PageText page :
                document.text().pages().stream().limit(settings.maxImages()).toList()) {
            pages.add(rendered(document.file(), page.number(), picture));
        }
        return pages;
    }

    /**
     * An image file keeps its size. It is rendered too: it is upright then, whatever its EXIF data say, and of a type that every
     * endpoint knows.
     */
    private Picture picture(String mimeType) {
        return switch (mimeType) {
            case "image/jpeg", "image/webp" -> Picture.ofDpi(Picture.Format.JPEG, POINTS);
            case "image/png", "image/tiff" -> Picture.ofDpi(Picture.Format.PNG, POINTS);
            default -> Picture.ofDpi(Picture.Format.PNG, settings.imageDpi());
        };
    }

    static ChatCompletionContentPart text(String text) {
        return ChatCompletionContentPart.ofText(
                ChatCompletionContentPartText.builder().text(text).build());
    }

    private static String page(PageText page) {
        return "--- page " + page.number() + " ---\n"
                + page.lines().stream().map(Line::text).collect(Collectors.joining("\n"));
    }

    private ChatCompletionContentPart rendered(Path file, int number, Picture picture) throws IOException {
        Path image = Files.createTempFile("ingestio-page-", ".picture");
        try {
            reader.render(file, number, picture, image).block();
            return image(picture.format().mimeType(), Files.readAllBytes(image));
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
