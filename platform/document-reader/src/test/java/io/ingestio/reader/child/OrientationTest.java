package io.ingestio.reader.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrientationTest {

    /** Where the first and the last pixel of the first stored row are displayed: TIFF 6.0, tag 274. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, 2, 0",
        "2, 2, 0, 0, 0",
        "3, 2, 1, 0, 1",
        "4, 0, 1, 2, 1",
        "5, 0, 0, 0, 2",
        "6, 1, 0, 1, 2",
        "7, 1, 2, 1, 0",
        "8, 0, 2, 0, 0"
    })
    void turnsAndMirrors(int value, int firstX, int firstY, int lastX, int lastY) {
        var stored = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
        stored.setRGB(0, 0, 0xFF0000);
        stored.setRGB(2, 0, 0x00FF00);
        BufferedImage displayed = Orientation.of(value).display(stored);
        assertThat(displayed.getWidth()).isEqualTo(Orientation.of(value).swapsSides() ? 2 : 3);
        assertThat(displayed.getRGB(firstX, firstY)).isEqualTo(0xFFFF0000);
        assertThat(displayed.getRGB(lastX, lastY)).isEqualTo(0xFF00FF00);
    }

    @Test
    void unknownValueIsUpright() {
        assertThat(Orientation.of(0)).isEqualTo(Orientation.UPRIGHT);
        assertThat(Orientation.of(9)).isEqualTo(Orientation.UPRIGHT);
    }
}
