package io.ingestio.orchestrator.webhook.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What this process is sending at the moment, so that no user and no endpoint has more of it than its share. */
final class Slots {

    private final int all;
    private final int perUser;
    private final int perEndpoint;
    private final Map<String, Integer> users = new HashMap<>();
    private final Map<UUID, Integer> endpoints = new HashMap<>();
    private int used;

    Slots(int all, int perUser, int perEndpoint) {
        this.all = all;
        this.perUser = perUser;
        this.perEndpoint = perEndpoint;
    }

    /** How many of a user are being sent. */
    record Share(String userId, int sending) {}

    synchronized int free() {
        return all - used;
    }

    int perUser() {
        return perUser;
    }

    synchronized List<Share> shares() {
        List<Share> shares = new ArrayList<>();
        users.forEach((user, sending) -> shares.add(new Share(user, sending)));
        return shares;
    }

    /** Endpoints that get no more at the moment. */
    synchronized List<UUID> fullEndpoints() {
        return endpoints.entrySet().stream()
                .filter(entry -> entry.getValue() >= perEndpoint)
                .map(Map.Entry::getKey)
                .toList();
    }

    synchronized void occupy(Delivery delivery) {
        used++;
        users.merge(delivery.userId(), 1, Integer::sum);
        endpoints.merge(delivery.endpointId(), 1, Integer::sum);
    }

    synchronized void release(Delivery delivery) {
        used--;
        users.computeIfPresent(delivery.userId(), (user, sending) -> sending == 1 ? null : sending - 1);
        endpoints.computeIfPresent(delivery.endpointId(), (endpoint, sending) -> sending == 1 ? null : sending - 1);
    }
}
