package io.ingestio.http.service;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.web.reactive.function.client.WebClient;

/** The secret between services, which guards {@code /internal/**}. */
@ConfigurationProperties("ingestio.internal")
public record InternalSettings(@DefaultValue("") String secret) {

    /** The header that carries the secret. */
    static final String HEADER = "X-Internal-Secret";

    public InternalSettings {
        if (secret.length() < 16) {
            throw new IllegalArgumentException("set ingestio.internal.secret: it needs at least 16 characters");
        }
    }

    /** A client of another service's internal paths, at this base URL. */
    public WebClient client(String url) {
        return WebClient.builder().baseUrl(url).defaultHeader(HEADER, secret).build();
    }
}
