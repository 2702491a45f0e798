package io.ingestio.gateway.web;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpHeaders;

/**
 * What the browser may do with the front end's files: run and load only what this gateway serves, and call only this gateway and
 * the OIDC issuer. No inline script or style, no frame around it, no referrer to others.
 */
record WebHeaders(String policy) {

    private static final String SELF = "'self'";

    static WebHeaders of(SignInSettings signIn, List<String> furtherOrigins) {
        List<String> connect = new ArrayList<>(List.of(SELF));
        URI issuer = signIn.issuerUri();
        if (signIn.isOidc() && issuer != null) {
            connect.add(issuer.getScheme() + "://" + issuer.getRawAuthority());
        }
        connect.addAll(furtherOrigins);
        return new WebHeaders(
                "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; worker-src 'self'; "
                        + "manifest-src 'self'; img-src 'self' blob:; connect-src " + String.join(" ", connect)
                        + "; base-uri 'none'; frame-ancestors 'none'; form-action 'self'");
    }

    void addTo(HttpHeaders headers) {
        headers.set("Content-Security-Policy", policy);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    }
}
