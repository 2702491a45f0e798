package io.ingestio.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FileTypeTest {

    @Test
    void recognisesTypesByFirstBytes() {
        assertThat(FileType.of(bytes("%PDF-1.4"))).contains(FileType.PDF);
        assertThat(FileType.of(bytes("\uFEFF<html>%PDF-1.4"))).contains(FileType.PDF);
        assertThat(FileType.of(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0}))
                .contains(FileType.JPEG);
        assertThat(FileType.of(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}))
                .contains(FileType.PNG);
    }

    @Test
    void recognisesNothingElse() {
        assertThat(FileType.of(bytes("%PD"))).isEmpty();
        assertThat(FileType.of(bytes("PK\u0003\u0004 %PDF-1.4"))).isEmpty();
        assertThat(FileType.of(new byte[0])).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
