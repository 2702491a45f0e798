package io.ingestio.messaging.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the broker says of a topic.
 *
 * @param replicas       of the partition that has the fewest
 * @param retention      how long records are kept; null for ever
 * @param retentionBytes size at which records are deleted before their time; -1 for none
 */
record TopicFacts(
        String name,
        int replicas,
        int minInsyncReplicas,
        boolean uncleanElection,
        boolean compacted,
        @Nullable Duration retention,
        long retentionBytes,
        long maxMessageBytes) {

    /**
     * What a topic needs so that an acknowledged event reaches every consumer.
     *
     * @param retention at least
     */
    record Needs(int replicas, int minInsyncReplicas, Duration retention, long maxMessageBytes) {}

    /** Every reason for which the topic would lose acknowledged events; empty for a safe topic. */
    List<String> faults(Needs needs) {
        List<String> faults = new ArrayList<>();
        if (replicas < needs.replicas()) {
            faults.add("has %d replicas, needs %d".formatted(replicas, needs.replicas()));
        }
        if (minInsyncReplicas < needs.minInsyncReplicas()) {
            faults.add("has min.insync.replicas=%d, needs %d".formatted(minInsyncReplicas, needs.minInsyncReplicas()));
        }
        if (uncleanElection && replicas > 1) {
            faults.add("has unclean.leader.election.enable=true");
        }
        if (compacted) {
            faults.add("is compacted, which deletes all but the last event of a key");
        }
        if (retention != null && retention.compareTo(needs.retention()) < 0) {
            faults.add("keeps records for %s, needs %s".formatted(retention, needs.retention()));
        }
        if (retentionBytes >= 0) {
            faults.add("deletes records at retention.bytes=%d".formatted(retentionBytes));
        }
        if (maxMessageBytes < needs.maxMessageBytes()) {
            faults.add("has max.message.bytes=%d, needs %d".formatted(maxMessageBytes, needs.maxMessageBytes()));
        }
        return faults;
    }
}
