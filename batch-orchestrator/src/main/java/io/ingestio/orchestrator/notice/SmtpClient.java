package io.ingestio.orchestrator.notice;

import io.ingestio.orchestrator.notice.SmtpSettings.Security;
import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import java.util.UUID;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends e-mails through the configured server. Blocks: for threads of its own. */
@Component
class SmtpClient {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpClient.class);

    private final SmtpSettings settings;
    private final Session session;

    SmtpClient(SmtpSettings settings) {
        this.settings = settings;
        this.session = Session.getInstance(properties(settings));
    }

    private static Properties properties(SmtpSettings settings) {
        String millis = String.valueOf(settings.timeout().toMillis());
        String protocol = "mail." + protocol(settings);
        Properties properties = new Properties();
        properties.setProperty(protocol + ".connectiontimeout", millis);
        properties.setProperty(protocol + ".timeout", millis);
        properties.setProperty(protocol + ".writetimeout", millis);
        properties.setProperty(
                protocol + ".auth", String.valueOf(!settings.username().isEmpty()));
        properties.setProperty(protocol + ".starttls.enable", String.valueOf(settings.security() == Security.STARTTLS));
        properties.setProperty(
                protocol + ".starttls.required", String.valueOf(settings.security() == Security.STARTTLS));
        properties.setProperty(protocol + ".ssl.checkserveridentity", "true");
        return properties;
    }

    private static String protocol(SmtpSettings settings) {
        return settings.security() == Security.TLS ? "smtps" : "smtp";
    }

    /** @param id names the message, so that a server or reader that gets it twice can see it */
    Sending send(UUID id, String to, String subject, String body) {
        try {
            MimeMessage message = message(id, to, subject, body);
            Transport transport = session.getTransport(protocol(settings));
            try {
                transport.connect(
                        settings.host(),
                        settings.port(),
                        settings.username().isEmpty() ? null : settings.username(),
                        settings.password().isEmpty() ? null : settings.password());
                return send(transport, message);
            } finally {
                close(transport);
            }
        } catch (MessagingException notConnected) {
            return new Sending.Rejected(false, notConnected.toString());
        }
    }

    private static Sending send(Transport transport, MimeMessage message) {
        try {
            Address[] recipients = message.getAllRecipients();
            transport.sendMessage(message, recipients);
            return new Sending.Sent();
        } catch (SendFailedException rejected) {
            return new Sending.Rejected(isPermanent(rejected), rejected.toString());
        } catch (MessagingException interrupted) {
            return new Sending.Unknown(interrupted.toString());
        }
    }

    private MimeMessage message(UUID id, String to, String subject, String body) throws MessagingException {
        InternetAddress from = new InternetAddress(settings.from());
        String domain = from.getAddress().substring(from.getAddress().indexOf('@') + 1);
        MimeMessage message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + id + "@" + domain + ">");
            }
        };
        message.setFrom(from);
        message.setRecipient(RecipientType.TO, new InternetAddress(to, true));
        message.setSubject(subject, StandardCharsets.UTF_8.name());
        message.setText(body, StandardCharsets.UTF_8.name());
        message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: nothing is to answer it
        message.setSentDate(new Date());
        message.saveChanges();
        return message;
    }

    private static boolean isPermanent(MessagingException failure) {
        for (Exception next = failure; next instanceof MessagingException one; next = one.getNextException()) {
            int code =
                    switch (next) {
                        case SMTPAddressFailedException address -> address.getReturnCode();
                        case SMTPSendFailedException send -> send.getReturnCode();
                        default -> 0;
                    };
            if (code >= 500) {
                return true;
            }
        }
        return false;
    }

    /** What was sent stays sent, however the connection ends. */
    private static void close(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            LOG.debug("smtp connection not closed failure={}", e.toString());
        }
    }
}
