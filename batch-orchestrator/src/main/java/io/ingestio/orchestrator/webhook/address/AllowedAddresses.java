package io.ingestio.orchestrator.webhook.address;

import io.ingestio.contracts.ErrorCode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** The addresses of a host that may be connected to. The same judgement holds at registration and for each connection. */
public final class AllowedAddresses {

    private final HostLookup lookup;
    private final AddressRules rules;

    public AllowedAddresses(HostLookup lookup, AddressRules rules) {
        this.lookup = lookup;
        this.rules = rules;
    }

    /**
     * Those of a host, looked up now.
     *
     * @param host of a URL that {@link UrlRules} accepted
     * @return never empty; fails with {@link UrlRejected} {@code webhook_address_not_allowed} if none of its addresses may be connected to,
     *     and likewise if it has none: the difference would show users which names there are in a network that is not theirs
     */
    public Mono<List<InetAddress>> of(String host) {
        Optional<InetAddress> literal = UrlRules.literal(host);
        return literal.isPresent()
                ? Mono.fromSupplier(() -> judged(List.of(literal.orElseThrow())))
                : lookup.lookup(host)
                        .onErrorMap(UnknownHostException.class, unknown -> notAllowed())
                        .map(this::judged);
    }

    List<InetAddress> judged(List<InetAddress> addresses) {
        List<InetAddress> allowed = addresses.stream().filter(rules::allows).toList();
        if (allowed.isEmpty()) {
            throw notAllowed();
        }
        return allowed;
    }

    private static UrlRejected notAllowed() {
        return new UrlRejected(
                ErrorCode.WEBHOOK_ADDRESS_NOT_ALLOWED, "The URL's host is not at a public address that DNS knows.");
    }
}
