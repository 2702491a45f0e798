package io.ingestio.upload.receive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FilenameTest {

    @Test
    void keepsOnlyTheLastSegmentOfAPath() {
        assertThat(Filename.display("../../etc/passwd")).isEqualTo("passwd");
        assertThat(Filename.display("C:\\scans\\März.pdf")).isEqualTo("März.pdf");
        assertThat(Filename.display("..")).isEqualTo("unnamed");
        assertThat(Filename.display("")).isEqualTo("unnamed");
    }

    @Test
    void dropsCharactersThatDeceiveAReader() {
        assertThat(Filename.display("invoice\u202Efdp.exe")).isEqualTo("invoicefdp.exe");
        assertThat(Filename.display("a\r\nSet-Cookie: x.pdf")).isEqualTo("aSet-Cookie: x.pdf");
        assertThat(Filename.display("a\u0000.pdf")).isEqualTo("a.pdf");
    }

    @Test
    void limitsLengthByCodePointsAndKeepsEmoji() {
        assertThat(Filename.display("😀".repeat(300))
                        .codePointCount(0, Filename.display("😀".repeat(300)).length()))
                .isEqualTo(255);
    }

    @Test
    void makesKeysOfPlainCharactersOnly() {
        assertThat(Filename.key("Rechnung März (2).pdf")).isEqualTo("Rechnung_Ma_rz_2_.pdf");
        assertThat(Filename.key("..%2F..")).isEqualTo("2F.");
        assertThat(Filename.key("日本語")).isEqualTo("file");
        assertThat(Filename.key("x".repeat(4000) + ".pdf")).hasSize(100).endsWith(".pdf");
    }
}
