package io.ingestio.orchestrator.webhook;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.ingestio.database.idempotency.Answer;
import io.ingestio.orchestrator.webhook.EndpointTable.EndpointView;
import io.ingestio.orchestrator.webhook.ManageEndpoints.WithSecret;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The answer that shows a secret. For a repetition of its request it is stored with the secret encrypted, as in the endpoint's row, and
 * decrypted when it is sent.
 */
@Component
class SecretAnswer {

    private final SecretVault vault;
    private final JsonMapper json;

    SecretAnswer(SecretVault vault, JsonMapper json) {
        this.vault = vault;
        this.json = json;
    }

    /** @param secret shown in this answer and never again */
    record WithSecretView(@JsonUnwrapped EndpointView endpoint, String secret) {}

    Answer created(WithSecret created) {
        return toStore(201, "/api/v1/webhook-endpoints/" + created.endpoint().id(), created);
    }

    Answer rotated(WithSecret rotated) {
        return toStore(200, null, rotated);
    }

    private Answer toStore(int status, @Nullable String location, WithSecret made) {
        String encrypted = vault.encrypt(made.secret(), made.endpoint().id());
        return new Answer(status, location, json.writeValueAsString(new WithSecretView(made.endpoint(), encrypted)));
    }

    /** What is sent of a stored answer. */
    Answer toSend(Answer stored) {
        ObjectNode body = (ObjectNode) json.readTree(stored.body());
        UUID endpoint = UUID.fromString(body.path("id").asString());
        body.put(
                "secret",
                vault.decrypt(body.path("secret").asString(), endpoint).text());
        return new Answer(stored.status(), stored.location(), json.writeValueAsString(body));
    }
}
