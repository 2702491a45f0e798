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

    @Test
    void keepsTheExtensionOfALongName() {
        assertThat(Filename.display("x".repeat(4096) + ".pdf")).hasSize(255).endsWith("x.pdf");
        assertThat(Filename.display("x".repeat(300) + "." + "y".repeat(300))).hasSize(255);
    }

    @Test
    void namesOfDevicesGetAPrefix() {
        assertThat(Filename.display("CON.pdf")).isEqualTo("_CON.pdf");
        assertThat(Filename.display("lpt1")).isEqualTo("_lpt1");
        assertThat(Filename.display("console.pdf")).isEqualTo("console.pdf");
    }

    @Test
    void percentsAndLineSeparatorsDoNoHarm() {
        assertThat(Filename.display("a%00.pdf")).isEqualTo("a%00.pdf");
        assertThat(Filename.key("a%00.pdf")).isEqualTo("a_00.pdf");
        assertThat(Filename.display("a\u2028b\u2029.pdf")).isEqualTo("ab.pdf");
    }
}
