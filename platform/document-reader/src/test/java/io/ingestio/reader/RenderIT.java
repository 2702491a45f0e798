package io.ingestio.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RenderIT extends ReaderFixture {

    @Test
    void rendersAPageAsPng() throws IOException {
        Path png = reader.render(file(TestPdfs.text("one", "two")), 2, 72, folder.resolve("page.png"))
                .block(LONG);
        BufferedImage image = ImageIO.read(png.toFile());
        assertThat(image.getWidth()).isBetween(594, 596);
        assertThat(isBlank(image)).isFalse();
    }

    @Test
    void rendersPageDespiteWrongCount() throws IOException {
        Path png = reader.render(file(TestPdfs.claiming("0")), 1, 72, folder.resolve("lie.png"))
                .block(LONG);
        assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo(200);
    }

    @Test
    void enlargesAnImageByItsDpi() throws IOException {
        Path photo = Files.createTempFile(folder, "photo", ".png");
        ImageIO.write(new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB), "png", photo.toFile());
        Path png = reader.render(photo, 1, 144, folder.resolve("double.png")).block(LONG);
        assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JPXDecode", "JBIG2Decode"})
    void drawsScansInRareFormats(String filter) throws IOException {
        Path scan = file(TestPdfs.scan(COSName.getPDFName(filter)));
        Path png = reader.render(scan, 1, 72, folder.resolve(filter + ".png")).block(LONG);
        BufferedImage image = ImageIO.read(png.toFile());
        assertThat(image.getRGB(32, 32) & 0xFF).isLessThan(40);
        assertThat(image.getRGB(4, 4) & 0xFF).isGreaterThan(215);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JPXDecode", "JBIG2Decode"})
    void failsWhenTheDecoderIsMissing(String filter) throws IOException {
        ReaderSettings defaults = ReaderSettings.defaults();
        List<Path> bare = defaults.classpath().stream()
                .filter(entry -> !entry.toString().contains("jai-imageio")
                        && !entry.toString().contains("jbig2"))
                .toList();
        Path scan = file(TestPdfs.scan(COSName.getPDFName(filter)));
        Path into = folder.resolve("missing-" + filter + ".png");
        try (var poor = new DocumentReader(defaults.withClasspath(bare))) {
            assertThatThrownBy(() -> poor.render(scan, 1, 72, into).block(LONG))
                    .isInstanceOfSatisfying(
                            UnreadableDocument.class,
                            failure -> assertThat(failure.code()).isEqualTo(RejectionCode.DECODER_MISSING));
        }
        assertThat(into).doesNotExist();
    }

    private static boolean isBlank(BufferedImage image) {
        int first = image.getRGB(0, 0);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (image.getRGB(x, y) != first) {
                    return false;
                }
            }
        }
        return true;
    }
}
