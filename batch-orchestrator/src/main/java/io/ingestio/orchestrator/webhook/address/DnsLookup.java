package io.ingestio.orchestrator.webhook.address;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

/** Asks the DNS servers of this machine without blocking: a name server that does not answer delays its own callers alone. */
final class DnsLookup implements HostLookup, AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(3); // of one query
    private static final int QUERIES = 8;
    private static final int LONGEST_CACHED = 60; // seconds

    private final MultiThreadIoEventLoopGroup thread = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("webhook-dns", true), NioIoHandler.newFactory());
    private final DnsNameResolver resolver = new DnsNameResolverBuilder(thread.next())
            .datagramChannelType(NioDatagramChannel.class)
            .socketChannelType(NioSocketChannel.class)
            .queryTimeoutMillis(LIMIT.toMillis())
            .maxQueriesPerResolve(QUERIES)
            .ttl(0, LONGEST_CACHED)
            .build();

    @Override
    public Mono<List<InetAddress>> lookup(String host) {
        return Mono.create(sink -> resolver.resolveAll(host).addListener(answer -> {
            if (answer.isSuccess()) {
                @SuppressWarnings("unchecked") // what resolveAll promises
                var addresses = (List<InetAddress>) answer.getNow();
                sink.success(addresses);
            } else {
                sink.error(answer.cause());
            }
        }));
    }

    @Override
    public void close() {
        resolver.close();
        thread.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
