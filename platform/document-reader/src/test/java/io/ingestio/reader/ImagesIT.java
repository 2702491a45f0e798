package io.ingestio.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.reader.TestImages.TiffPage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Pictures that people scan and photograph: pages of a TIFF, orientation, and files that only claim to be large. */
class ImagesIT extends ReaderFixture {

    @Test
    void countsThePagesOfATiff() throws IOException {
        var thumbnail = new TiffPage(4, 2, 1, 1);
        assertThat(inspect(TestImages.tiff(TiffPage.upright(), thumbnail, TiffPage.upright(), TiffPage.upright())))
                .isEqualTo(Inspection.Accepted.whole(FileType.TIFF, 3));
        assertThat(inspect(TestImages.written("tif"))).isEqualTo(Inspection.Accepted.whole(FileType.TIFF, 1));
    }

    @Test
    void readsAndRendersEachPageOfATiff() throws IOException {
        Path tiff = file(TestImages.tiff(TiffPage.upright(), TiffPage.turned(6)));
        List<PageText> pages = reader.read(tiff).block(LONG).pages();
        assertThat(pages).extracting(PageText::width).containsExactly(40f, 20f);
        assertThat(pages).extracting(PageText::number).containsExactly(1, 2);
        assertThat(rendered(tiff, 1).getWidth()).isEqualTo(40);
        requireTurnedRight(rendered(tiff, 2));
    }

    @Test
    void obeysTheOrientationOfAPhoto() throws IOException {
        requireTurnedRight(rendered(file(TestImages.jpeg(6)), 1));
        requireTurnedRight(rendered(file(TestImages.webpTurnedRight()), 1));
        assertThat(rendered(file(TestImages.jpeg(1)), 1).getWidth()).isEqualTo(40);
        assertThat(rendered(file(TestImages.jpeg(99)), 1).getWidth()).isEqualTo(40);
    }

    @Test
    void acceptsWebp() throws IOException {
        assertThat(inspect(TestImages.webpTurnedRight())).isEqualTo(Inspection.Accepted.whole(FileType.WEBP, 1));
    }

    @Test
    void rendersAPhotoAsJpegOfAWidth() throws IOException {
        Path into = folder.resolve("small.jpg");
        reader.render(file(TestImages.written("png")), 1, Picture.ofWidth(Picture.Format.JPEG, 10), into)
                .block(LONG);
        BufferedImage small = ImageIO.read(into.toFile());
        assertThat(small.getWidth()).isEqualTo(10);
        assertThat(small.getHeight()).isEqualTo(5);
        assertThat(inspect(Files.readAllBytes(into))).isEqualTo(Inspection.Accepted.whole(FileType.JPEG, 1));
    }

    @Test
    void rejectsATiffOfTooManyPages() throws IOException {
        TiffPage[] pages = Collections.nCopies(2001, TiffPage.upright()).toArray(TiffPage[]::new);
        assertThat(codeOf(inspect(TestImages.tiff(pages)))).isEqualTo(RejectionCode.TOO_MANY_PAGES);
    }

    @Test
    void endsAChainOfTiffPagesThatIsALoop() throws IOException {
        byte[] tiff = TestImages.tiff(TiffPage.upright(), TiffPage.upright());
        int first = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
        ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN).putInt(tiff.length - 4, first);
        assertThat(inspect(tiff)).isEqualTo(Inspection.Accepted.whole(FileType.TIFF, 2));
    }

    @Test
    void rejectsHugePicturesByTheirHeaders() throws IOException {
        var huge = new TiffPage(60_000, 60_000, 1, 0);
        assertThat(codeOf(inspect(TestImages.tiff(TiffPage.upright(), huge)))).isEqualTo(RejectionCode.RESOURCE_LIMIT);
        assertThat(codeOf(inspect(TestImages.webpHeader(16_384, 16_384)))).isEqualTo(RejectionCode.RESOURCE_LIMIT);
    }

    @Test
    void rejectsDamagedPictures() throws IOException {
        byte[] tiff = TestImages.tiff(TiffPage.upright());
        assertThat(codeOf(inspect(Arrays.copyOf(tiff, 100)))).isEqualTo(RejectionCode.UNREADABLE_IMAGE);
        byte[] webp = TestImages.webpTurnedRight();
        assertThat(codeOf(inspect(Arrays.copyOf(webp, 20)))).isEqualTo(RejectionCode.UNREADABLE_IMAGE);
    }

    private BufferedImage rendered(Path file, int page) throws IOException {
        Path png = reader.render(file, page, 72, folder.resolve("page.png")).block(LONG);
        return ImageIO.read(png.toFile());
    }

    /** The left half is black as it is stored, so the upper half is as it is displayed. */
    private static void requireTurnedRight(BufferedImage picture) {
        assertThat(picture.getWidth()).isEqualTo(20);
        assertThat(picture.getHeight()).isEqualTo(40);
        assertThat(picture.getRGB(10, 5) & 0xFF).isLessThan(40);
        assertThat(picture.getRGB(10, 35) & 0xFF).isGreaterThan(215);
    }
}
