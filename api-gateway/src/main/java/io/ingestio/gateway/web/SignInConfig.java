package io.ingestio.gateway.web;

import org.jspecify.annotations.Nullable;

/**
 * What the front end must know before a user is known.
 *
 * @param mode {@code oidc}; {@code local}: the user names themself; {@code none}: nothing is configured
 * @param issuer the OIDC issuer, or null
 */
record SignInConfig(String mode, @Nullable String issuer, String clientId, String scope) {

    static SignInConfig of(WebSettings settings, SignInSettings signIn) {
        if (signIn.isOidc()) {
            return new SignInConfig("oidc", String.valueOf(signIn.issuerUri()), settings.clientId(), settings.scope());
        }
        return new SignInConfig(
                settings.localKey() == null ? "none" : "local", null, settings.clientId(), settings.scope());
    }
}
