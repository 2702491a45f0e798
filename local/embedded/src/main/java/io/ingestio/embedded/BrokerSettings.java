package io.ingestio.embedded;

import java.util.Map;

/** Broker settings for one machine: one replica of everything, short sessions. */
final class BrokerSettings {
    private BrokerSettings() {}

    static final Map<String, String> FIXED = Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", "1"),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry("inter.broker.listener.name", "PLAINTEXT"),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("num.partitions", "3"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.num.partitions", "4"),
            Map.entry("log.cleaner.dedupe.buffer.size", "8388608"),
            // After a kill the broker registers again once its old session is over: 3 s instead of 9.
            Map.entry("broker.session.timeout.ms", "6000"),
            Map.entry("broker.heartbeat.interval.ms", "500"),
            // A killed consumer gives its partitions to the others after 6 s instead of 45 (KIP-848: the broker
            // decides).
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("group.consumer.session.timeout.ms", "10000"),
            Map.entry("group.consumer.min.session.timeout.ms", "3000"),
            Map.entry("group.consumer.heartbeat.interval.ms", "1000"),
            Map.entry("group.consumer.min.heartbeat.interval.ms", "500"));
}
