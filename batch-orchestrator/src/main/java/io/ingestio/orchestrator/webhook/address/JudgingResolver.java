package io.ingestio.orchestrator.webhook.address;

import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * What an HTTP client connects to: only addresses that were judged for this very connection, whatever the name meant before. An address
 * that stood in the URL is judged as well: a client takes no way around this resolver.
 */
public final class JudgingResolver extends AddressResolverGroup<InetSocketAddress> {

    private final AllowedAddresses addresses;

    public JudgingResolver(AllowedAddresses addresses) {
        this.addresses = addresses;
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new Resolver(executor);
    }

    private final class Resolver extends AbstractAddressResolver<InetSocketAddress> {

        Resolver(EventExecutor executor) {
            super(executor, InetSocketAddress.class);
        }

        /** Never: a client connects to what is resolved without asking. */
        @Override
        protected boolean doIsResolved(InetSocketAddress address) {
            return false;
        }

        @Override
        protected void doResolve(InetSocketAddress unresolved, Promise<InetSocketAddress> promise) {
            allowed(unresolved).map(List::getFirst).subscribe(promise::trySuccess, promise::tryFailure);
        }

        @Override
        protected void doResolveAll(InetSocketAddress unresolved, Promise<List<InetSocketAddress>> promise) {
            allowed(unresolved).subscribe(promise::trySuccess, promise::tryFailure);
        }

        private Mono<List<InetSocketAddress>> allowed(InetSocketAddress asked) {
            InetAddress known = asked.getAddress();
            Mono<List<InetAddress>> judged = known == null
                    ? addresses.of(asked.getHostString())
                    : Mono.fromSupplier(() -> addresses.judged(List.of(known)));
            return judged.map(found -> found.stream()
                    .map(address -> new InetSocketAddress(address, asked.getPort()))
                    .toList());
        }
    }
}
