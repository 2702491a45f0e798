package io.ingestio.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource({"y,true", "' YES ',true", "n,false", "'',false", "yesterday,false"})
    void asksOnATerminal(String answer, boolean isConfirmed) {
        assertThat(screen(true, answer + "\n").isConfirmed("Delete it?")).isEqualTo(isConfirmed);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("Delete it? [y/N] ");
        assertThat(out.size()).isZero();
    }

    @Test
    void endOfInputIsNoAnswer() {
        assertThat(screen(true, "").isConfirmed("Delete it?")).isFalse();
    }

    @Test
    void asksNothingInAScript() {
        assertThat(screen(false, "n\n").isConfirmed("Delete it?")).isTrue();
        assertThat(err.size()).isZero();
    }

    private Screen screen(boolean terminal, String typed) {
        return new Screen(terminal, new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)), out, err);
    }
}
