package io.ingestio.export.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ingestio.export.download.ExportLink.State;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportLinkTest {

    private static final UUID ID = UUID.fromString("1c65bae3-401b-4c1f-8e4f-607c8b9dae21");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.750Z");
    private static final LinkSettings SETTINGS =
            new LinkSettings("a key of this test, which is long enough", Duration.ofMinutes(5));

    private final ExportLink link = ExportLink.of(ID, "alice", NOW, SETTINGS);

    @Test
    void linkIsValidUntilItExpires() {
        assertThat(link.expiresAt()).isEqualTo(Instant.parse("2026-03-01T12:05:00Z"));
        assertThat(link.state("alice", NOW, SETTINGS)).isEqualTo(State.VALID);
        assertThat(link.state("alice", link.expiresAt().minusMillis(1), SETTINGS))
                .isEqualTo(State.VALID);
        assertThat(link.state("alice", link.expiresAt(), SETTINGS)).isEqualTo(State.EXPIRED);
    }

    @Test
    void linkIsOfOneExportAndUser() {
        var other = new ExportLink(UUID.randomUUID(), link.expires(), link.signature());

        assertThat(other.state("alice", NOW, SETTINGS)).isEqualTo(State.FORGED);
        assertThat(link.state("mallory", NOW, SETTINGS)).isEqualTo(State.FORGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1772367000", "0", "", "never", "99999999999999999999", "1772366700\nalice"})
    void expiryIsSigned(String expires) {
        assertThat(new ExportLink(ID, expires, link.signature()).state("alice", NOW, SETTINGS))
                .isEqualTo(State.FORGED);
    }

    @Test
    void signatureNeedsTheKey() {
        var other = new LinkSettings("another key of this test, long enough", Duration.ofMinutes(5));

        assertThat(link.state("alice", NOW, other)).isEqualTo(State.FORGED);
        assertThat(new ExportLink(ID, link.expires(), "").state("alice", NOW, SETTINGS))
                .isEqualTo(State.FORGED);
        assertThat(new ExportLink(ID, link.expires(), link.signature() + "A").state("alice", NOW, SETTINGS))
                .isEqualTo(State.FORGED);
    }

    @Test
    void secretsAreInNoText() {
        assertThat(link.toString()).contains(ID.toString()).doesNotContain(link.signature());
        assertThat(SETTINGS.toString()).doesNotContain(SETTINGS.key());
        assertThat(link.url()).contains(link.signature()).doesNotContain("alice");
    }

    @Test
    void shortKeyIsRejected() {
        assertThatThrownBy(() -> new LinkSettings("short", Duration.ofMinutes(5)))
                .hasMessageContaining("ingestio.link.key")
                .hasMessageNotContaining("short");
    }
}
