package io.ingestio.launcher.system;

import io.ingestio.embedded.FreePorts;
import io.ingestio.launcher.part.CannotRun;
import java.net.URI;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;

/** The loopback port of every part. They stay for the life of the system, so that a part can come back where it was. */
record Addresses(int postgres, int kafka, int kafkaController, int s3, Map<Microservice, Integer> services) {
    private static final int STORES = 4;

    /** @param gateway the gateway's port, or 0 for any free one */
    static Addresses choose(int gateway) {
        if (gateway != 0 && !FreePorts.isFree(gateway)) {
            throw new CannotRun("Port " + gateway + " is taken by another program; choose one with --port N");
        }
        Iterator<Integer> free =
                FreePorts.find(STORES + Microservice.values().length).iterator();
        Map<Microservice, Integer> services = new EnumMap<>(Microservice.class);
        for (Microservice service : Microservice.values()) {
            services.put(service, free.next());
        }
        if (gateway != 0) {
            services.put(Microservice.GATEWAY, gateway);
        }
        return new Addresses(free.next(), free.next(), free.next(), free.next(), Map.copyOf(services));
    }

    int port(Microservice service) {
        return services.getOrDefault(service, 0);
    }

    URI uri(Microservice service) {
        return uri(port(service));
    }

    static int freePort() {
        return FreePorts.find();
    }

    static URI uri(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
