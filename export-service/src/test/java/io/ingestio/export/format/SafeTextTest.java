package io.ingestio.export.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=cmd|' /C calc'!A0",
                "-1+1",
                "+1+1",
                "@SUM(A1)",
                "\tx",
                "\rx",
                "\nx",
                "=1",
                "-",
                "+a",
                "\uFF1Dx",
                "-1e5+A1",
                "+44-20",
                "+1/2",
                "+44 20+1",
                "+44 A1"
            })
    void marksWhatASpreadsheetWouldRun(String text) {
        assertThat(SafeText.noFormula(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-12.5",
                "+49",
                "-1.234,56",
                "-5%",
                "+44 20 7946 0321",
                "+1 (415) 555-0132",
                "12",
                "a=b",
                "INV-1",
                " x",
                "'x"
            })
    void leavesNumbersAndPlainTextAlone(String text) {
        assertThat(SafeText.noFormula(text)).isEqualTo(text);
    }

    @Test
    void nameOfACharacterStaysTextInASheet() {
        assertThat(SafeText.unescapedInSheets("_x0041_ a_x00e4_x0042_ _x41_ __x0041_ _X0041_ x_y"))
                .isEqualTo("_x005F_x0041_ a_x005F_x00e4_x005F_x0042_ _x41_ __x005F_x0041_ _X0041_ x_y");
    }

    @Test
    void replacesWhatNoFileCanHold() {
        assertThat(SafeText.printable("a\u0000b\u0007c\ud800d\udc00e\ufffff"))
                .isEqualTo("a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf");
    }

    @Test
    void keepsLinesTabsAndEverythingPrintable() {
        String text = "Zürich\t\r\n日本 😀";

        assertThat(SafeText.printable(text)).isSameAs(text);
    }
}
