package io.ingestio.usage.stripe.webhook;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import io.ingestio.usage.stripe.StripeSettings;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Verifies that Stripe signed these bytes recently; an old signature could be replayed by an eavesdropper. */
@Component
class SignatureCheck {

    private final StripeSettings settings;
    private final Clock clock;

    SignatureCheck(StripeSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** The body as text; empty if the signature is invalid or too old. */
    Optional<String> signed(byte[] body, @Nullable String signature) {
        try {
            // Strict: invalid UTF-8 must not decode to the text of another body.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            boolean genuine = signature != null
                    && Webhook.Signature.verifyHeader(
                            text,
                            signature,
                            settings.webhookSecret(),
                            settings.tolerance().toSeconds(),
                            clock);
            return genuine ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException | SignatureVerificationException | RuntimeException e) {
            return Optional.empty(); // the SDK throws unspecified exceptions for malformed headers
        }
    }
}
