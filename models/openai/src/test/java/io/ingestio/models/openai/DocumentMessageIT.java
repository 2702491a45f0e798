package io.ingestio.models.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.models.chat.completions.ChatCompletionContentPart;
import io.ingestio.models.DocumentContent;
import io.ingestio.reader.DocumentReader;
import io.ingestio.reader.ReaderSettings;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentMessageIT {

    private final DocumentReader reader = new DocumentReader(ReaderSettings.defaults());

    @TempDir
    Path folder;

    @AfterEach
    void closeReader() {
        reader.close();
    }

    @ParameterizedTest
    @CsvSource({"png, image/png, image/png", "jpg, image/jpeg, image/jpeg", "tif, image/tiff, image/png"})
    void imageIsSentAsATypeThatAllKnow(String format, String mimeType, String sent) throws IOException {
        Path file = folder.resolve("scan." + format);
        ImageIO.write(new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB), format, file.toFile());
        var settings = new OpenAiSettings(
                "http://127.0.0.1", null, "m", Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 150, 2);
        var message = new DocumentMessage(reader, settings);
        List<ChatCompletionContentPart> parts = message.parts(
                new DocumentContent(file, mimeType, reader.read(file).block(Duration.ofSeconds(60))));
        String url = parts.getFirst().imageUrl().orElseThrow().imageUrl().url();
        String prefix = "data:" + sent + ";base64,";
        assertThat(url).startsWith(prefix);
        byte[] bytes = Base64.getDecoder().decode(url.substring(prefix.length()));
        assertThat(ImageIO.read(new ByteArrayInputStream(bytes)).getWidth()).isEqualTo(30);
    }
}
