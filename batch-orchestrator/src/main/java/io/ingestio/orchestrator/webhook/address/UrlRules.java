package io.ingestio.orchestrator.webhook.address;

import io.ingestio.contracts.ErrorCode;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which URLs may be registered, by their text alone. A host is written in the one way that every parser reads alike: a DNS name in ASCII,
 * four decimal numbers, or IPv6 in brackets. Whatever else stands for an address in some parser (octal, hexadecimal, one number, a
 * trailing dot, a zone, user information, other scripts) is rejected.
 *
 * @param allowHttp for development: without TLS as well
 * @param ports     that may be named; empty for any
 */
public record UrlRules(boolean allowHttp, List<Integer> ports) {

    private static final int LONGEST = 2_048;
    private static final Pattern NAME =
            Pattern.compile("(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");

    public UrlRules {
        ports = List.copyOf(ports);
    }

    /**
     * The URL, fit to be called.
     *
     * @throws UrlRejected {@code webhook_url_invalid}
     */
    public URI check(String text) {
        URI url = parse(text);
        String scheme = lower(url.getScheme());
        if (!scheme.equals("https") && !(allowHttp && scheme.equals("http"))) {
            throw invalid(
                    allowHttp ? "The URL must begin with https:// or http://." : "The URL must begin with https://.");
        }
        if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
            throw invalid("The URL may have neither a user name nor a fragment.");
        }
        String host = lower(url.getHost());
        if (!NAME.matcher(host).matches() && literal(host).isEmpty()) {
            throw invalid("The URL's host must be a DNS name in ASCII, or an address in its usual form.");
        }
        int port = port(url, scheme);
        if (port < 1 || port > 65_535 || !(ports.isEmpty() || ports.contains(port))) {
            throw invalid("The URL's port must be one of " + (ports.isEmpty() ? "1 to 65535" : ports) + ".");
        }
        return URI.create(scheme + text.substring(scheme.length())); // in lower case, as clients compare it
    }

    /** The address that stands in the URL itself; empty for a name. Nothing is looked up. */
    static Optional<InetAddress> literal(String host) {
        if (IPV4.matcher(host).matches()) {
            return Optional.of(InetAddress.ofLiteral(host));
        }
        if (host.startsWith("[") && host.endsWith("]") && host.indexOf('%') < 0) {
            try {
                return Optional.of(InetAddress.ofLiteral(host.substring(1, host.length() - 1)));
            } catch (IllegalArgumentException notAnAddress) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static URI parse(String text) {
        if (text.length() > LONGEST) {
            throw invalid("The URL may have at most " + LONGEST + " characters.");
        }
        if (!text.chars().allMatch(character -> character > ' ' && character < 0x7f)) {
            throw invalid("The URL must be ASCII without spaces; a name in another script is written as xn--….");
        }
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw invalid("This is not a URL.");
        }
    }

    private static int port(URI url, String scheme) {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return scheme.equals("https") ? 443 : 80;
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }

    private static UrlRejected invalid(String detail) {
        return new UrlRejected(ErrorCode.WEBHOOK_URL_INVALID, detail);
    }
}
