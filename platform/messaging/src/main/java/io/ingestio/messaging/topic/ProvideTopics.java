package io.ingestio.messaging.topic;

import static java.util.Objects.requireNonNull;

import io.ingestio.contracts.Topic;
import io.ingestio.messaging.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Creates missing topics and checks all of them before any consumer or relay starts. Every service does so: a consumer of a missing
 * topic would look again only after minutes.
 */
final class ProvideTopics implements SmartInitializingSingleton {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final KafkaSettings settings;
    private final TopicFacts.Needs needs;

    ProvideTopics(KafkaSettings settings) {
        this.settings = settings;
        this.needs = new TopicFacts.Needs(
                settings.replicas(),
                settings.minInsyncReplicas(),
                settings.retention(),
                KafkaSettings.MAX_RECORD_BYTES);
    }

    static List<String> names() {
        return Arrays.stream(Topic.values()).map(Topic::wireName).toList();
    }

    @Override
    public void afterSingletonsInstantiated() {
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) settings.bootstrap()))) {
            create(admin);
            List<String> faults = new ArrayList<>();
            for (TopicFacts topic : describe(admin)) {
                topic.faults(needs).forEach(fault -> faults.add(topic.name() + " " + fault));
            }
            if (!faults.isEmpty()) {
                throw new UnsafeTopics(faults);
            }
        }
    }

    private void create(Admin admin) {
        List<NewTopic> topics = names().stream().map(this::newTopic).toList();
        admin.createTopics(topics).values().forEach((name, created) -> {
            try {
                await(created);
            } catch (TopicExistsException exists) {
                // created before, or by another service at the same time
            }
        });
    }

    private NewTopic newTopic(String name) {
        return new NewTopic(name, settings.partitions(), settings.replicas())
                .configs(Map.of(
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        String.valueOf(KafkaSettings.MAX_RECORD_BYTES),
                        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                        String.valueOf(settings.minInsyncReplicas()),
                        TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG,
                        "false",
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_BYTES_CONFIG,
                        "-1",
                        TopicConfig.RETENTION_MS_CONFIG,
                        String.valueOf(settings.retention().toMillis())));
    }

    private static List<TopicFacts> describe(Admin admin) {
        Map<String, TopicDescription> topics =
                await(admin.describeTopics(names()).allTopicNames());
        Map<ConfigResource, Config> configs = await(admin.describeConfigs(names().stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList())
                .all());
        return configs.entrySet().stream()
                .map(entry -> facts(requireNonNull(topics.get(entry.getKey().name())), entry.getValue()))
                .toList();
    }

    private static TopicFacts facts(TopicDescription topic, Config config) {
        long retentionMs = number(config, TopicConfig.RETENTION_MS_CONFIG);
        return new TopicFacts(
                topic.name(),
                topic.partitions().stream()
                        .mapToInt(partition -> partition.replicas().size())
                        .min()
                        .orElse(0),
                (int) number(config, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG),
                Boolean.parseBoolean(config.get(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG)
                        .value()),
                config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value().contains(TopicConfig.CLEANUP_POLICY_COMPACT),
                retentionMs < 0 ? null : Duration.ofMillis(retentionMs),
                number(config, TopicConfig.RETENTION_BYTES_CONFIG),
                number(config, TopicConfig.MAX_MESSAGE_BYTES_CONFIG));
    }

    private static long number(Config config, String name) {
        return Long.parseLong(config.get(name).value());
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("Kafka did not answer within " + LIMIT, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topics were checked", e);
        }
    }
}
