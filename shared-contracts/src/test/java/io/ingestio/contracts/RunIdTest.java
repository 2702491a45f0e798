package io.ingestio.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunIdTest {

    private static final UUID DOCUMENT = UUID.fromString("1c65bae3-401b-4c1f-8e4f-607c8b9dae21");

    @Test
    void isTheSameForTheSameRunAndAnotherForTheNext() {
        assertThat(RunId.of(DOCUMENT, 1)).isEqualTo(RunId.of(DOCUMENT, 1)).isNotEqualTo(RunId.of(DOCUMENT, 2));
        assertThat(RunId.of(DOCUMENT, 1)).isNotEqualTo(RunId.of(UUID.randomUUID(), 1));
    }

    @Test
    void isANameBasedUuidOfVersionFive() {
        UUID id = RunId.of(DOCUMENT, 1);
        assertThat(id.version()).isEqualTo(5);
        assertThat(id.variant()).isEqualTo(2);
    }

    /** The ids of reservations are stored: another way to make them would charge a document twice. Made with Python's uuid5. */
    @Test
    void staysWhatItHasAlwaysBeen() {
        assertThat(RunId.of(DOCUMENT, 1)).isEqualTo(UUID.fromString("4e5d93db-cad3-5b81-9967-afa52e91a315"));
    }
}
