package io.ingestio.export.download;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Links to files of exports, which need no token.
 *
 * @param key      signs links, at least 32 random characters, the same for all instances. Under another key no link is valid any more
 * @param lifetime of a link
 */
@ConfigurationProperties("ingestio.link")
record LinkSettings(
        @DefaultValue("") String key, @DefaultValue("5m") Duration lifetime) {

    private static final int SHORTEST_KEY = 32;

    LinkSettings {
        if (key.length() < SHORTEST_KEY) {
            throw new IllegalArgumentException(
                    "set ingestio.link.key: it needs at least " + SHORTEST_KEY + " random characters");
        }
        if (lifetime.toSeconds() < 1) {
            throw new IllegalArgumentException("ingestio.link.lifetime: at least a second");
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "LinkSettings[lifetime=%s]".formatted(lifetime);
    }
}
