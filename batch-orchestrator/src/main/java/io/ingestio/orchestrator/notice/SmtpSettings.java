package io.ingestio.orchestrator.notice;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where e-mails are sent through. Without a host there are none; everything else works.
 *
 * @param username   empty for no authentication
 * @param from       the sender's address
 * @param security   of the connection
 * @param timeout    to connect, and of each reply
 * @param poll       between two looks at the queue while nothing is due
 * @param giveUp     how long a notice is tried to be sent
 * @param retention  how long it is remembered that a notice was sent, without its content
 */
@ConfigurationProperties("ingestio.smtp")
public record SmtpSettings(
        @DefaultValue("") String host,
        @DefaultValue("587") int port,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("") String from,
        @DefaultValue("starttls") Security security,
        @DefaultValue("15s") Duration timeout,
        @DefaultValue("2s") Duration poll,
        @DefaultValue("24h") Duration giveUp,
        @DefaultValue("30d") Duration retention) {

    /** How the connection is encrypted. */
    public enum Security {
        /** Upgraded before anything is said; a server that cannot is not used. */
        STARTTLS,
        /** From the first byte. */
        TLS,
        /** Not at all: for a server on the same machine. */
        NONE
    }

    public SmtpSettings {
        if (!host.isBlank() && from.isBlank()) {
            throw new IllegalArgumentException("ingestio.smtp.host is set: ingestio.smtp.from is needed with it");
        }
    }

    public boolean isConfigured() {
        return !host.isBlank();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "SmtpSettings[host=%s, port=%d, security=%s]".formatted(host, port, security);
    }
}
