package io.ingestio.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Free TCP ports of the loopback interface. */
public final class FreePorts {
    // Below the range that systems give to outgoing connections (32768 on Linux, 49152 elsewhere): a port from that
    // range can
    // be gone again, as the near end of some connection, before its server binds it.
    private static final int LOWEST = 20_000;
    private static final int BEYOND = 32_000;

    private FreePorts() {}

    /** Distinct free ports, picked at random so that systems that start at the same moment do not meet. */
    public static List<Integer> find(int count) {
        return ThreadLocalRandom.current()
                .ints(LOWEST, BEYOND)
                .distinct()
                .filter(FreePorts::isFree)
                .limit(count)
                .boxed()
                .toList();
    }

    public static int find() {
        return find(1).getFirst();
    }

    /** Whether a server could listen on this loopback port now. */
    public static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
