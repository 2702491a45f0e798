package io.ingestio.orchestrator.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Our signatures, as the official library of Standard Webhooks reads them; our secrets, as the database keeps them. */
class SigningSecretTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String BODY = "{\"type\":\"batch.completed\",\"data\":{\"name\":\"Grüße\"}}";

    private final SigningSecret secret = SigningSecret.random(RANDOM);
    private final UUID id = UUID.randomUUID();
    private final long now = Instant.now().getEpochSecond();

    @Test
    void officialLibraryVerifiesSignature() {
        assertThatCode(() -> verify(secret, now, secret.sign(id, now, BODY), BODY))
                .doesNotThrowAnyException();
    }

    @Test
    void officialLibraryVerifiesEitherSecret() {
        SigningSecret previous = SigningSecret.random(RANDOM);
        String both = secret.sign(id, now, BODY) + " " + previous.sign(id, now, BODY);

        assertThatCode(() -> verify(secret, now, both, BODY)).doesNotThrowAnyException();
        assertThatCode(() -> verify(previous, now, both, BODY)).doesNotThrowAnyException();
    }

    @Test
    void officialLibraryRejectsWhatWasChanged() {
        String signature = secret.sign(id, now, BODY);

        assertThatThrownBy(() -> verify(secret, now, signature, BODY.replace("batch", "other")))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> verify(secret, now + 1, signature, BODY))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> verify(SigningSecret.random(RANDOM), now, signature, BODY))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void vaultKeepsSecretOfItsEndpoint() {
        UUID endpoint = UUID.randomUUID();
        String stored = Secrets.VAULT.encrypt(secret, endpoint);

        assertThat(Secrets.VAULT.decrypt(stored, endpoint).text())
                .isEqualTo(secret.text())
                .startsWith("whsec_");
        assertThat(stored).isNotEqualTo(Secrets.VAULT.encrypt(secret, endpoint));
        assertThatIllegalStateException().isThrownBy(() -> Secrets.VAULT.decrypt(stored, UUID.randomUUID()));
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> new SecretVault("another key, which is long enough", RANDOM).decrypt(stored, endpoint));
    }

    @Test
    void textOfObjectDoesNotShowTheSecret() {
        assertThat(secret.toString()).doesNotContain(secret.text().substring(6, 20));
    }

    private void verify(SigningSecret with, long timestamp, String signature, String body)
            throws WebhookVerificationException {
        var headers = HttpHeaders.of(
                Map.of(
                        "webhook-id", List.of(id.toString()),
                        "webhook-timestamp", List.of(String.valueOf(timestamp)),
                        "webhook-signature", List.of(signature)),
                (name, value) -> true);
        new Webhook(with.text()).verify(body, headers);
    }
}
