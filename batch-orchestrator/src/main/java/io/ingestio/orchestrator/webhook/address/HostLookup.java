package io.ingestio.orchestrator.webhook.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import reactor.core.publisher.Mono;

/** Asks DNS. */
@FunctionalInterface
public interface HostLookup {

    /** All addresses of a name; fails with {@link UnknownHostException} if there is none. */
    Mono<List<InetAddress>> lookup(String host);
}
