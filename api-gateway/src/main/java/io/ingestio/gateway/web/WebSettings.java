package io.ingestio.gateway.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * How people sign in to the web front end.
 *
 * @param clientId of the front end at the OIDC issuer: a public client with PKCE and refresh tokens
 * @param scope what the front end asks the issuer for
 * @param connect further origins that the front end may call, such as an issuer's token endpoint on a host of its own
 * @param localKey RSA private key, PKCS#8 PEM, that belongs to {@code ingestio.jwt.public-key}. With it, and without an OIDC
 *     issuer, any person at this machine signs in as any user, without a password: never set it on a server
 */
@ConfigurationProperties("ingestio.web")
record WebSettings(
        @DefaultValue("ingestio-web") String clientId,
        @DefaultValue("openid profile email offline_access") String scope,
        @DefaultValue({}) List<String> connect,
        @Nullable Resource localKey) {}
