package io.ingestio.export.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {

    @ParameterizedTest
    @CsvSource({"1, 1, 0", "2.1, 2, 1", "12.340, 12, 340", "3.0, 3, 0"})
    void nameIsRunAndEdit(String name, int run, int edit) {
        assertThat(Version.named(name)).contains(new Version(run, edit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "01", "1.", "1.01", "1.2.3", "-1", "9999999999", "1.9999999999", "a", "1 "})
    void othersNameNone(String name) {
        assertThat(Version.named(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "\"\"", "\"%s\"", "\"%s-1-0-1\"", "%s-1.0-0-1.0", "\"%s-1.0-0-1.0\", \"x\""})
    void otherTagsNameNoVersion(String tag) {
        UUID document = UUID.randomUUID();

        assertThat(VersionTag.version(document, tag.formatted(document))).isEmpty();
        assertThat(VersionTag.version(document, "W/\"%s-2.1-0-3.0\"".formatted(document)))
                .contains(new Version(2, 1));
        assertThat(VersionTag.version(document, "\"%s-2.1-0-3.0\"".formatted(UUID.randomUUID())))
                .isEmpty();
    }
}
