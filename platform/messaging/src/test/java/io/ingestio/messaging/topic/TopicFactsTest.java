package io.ingestio.messaging.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TopicFactsTest {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final TopicFacts.Needs PRODUCTION = new TopicFacts.Needs(3, 2, WEEK, 1000);

    @Test
    void safeTopicHasNoFaults() {
        assertThat(new TopicFacts("t", 3, 2, false, false, WEEK, -1, 1000).faults(PRODUCTION))
                .isEmpty();
        assertThat(new TopicFacts("t", 5, 3, false, false, null, -1, 9999).faults(PRODUCTION))
                .isEmpty();
    }

    @Test
    void oneReplicaIsSafeWhereOneIsWanted() {
        assertThat(new TopicFacts("t", 1, 1, true, false, WEEK, -1, 1000)
                        .faults(new TopicFacts.Needs(1, 1, WEEK, 1000)))
                .isEmpty();
    }

    static Stream<Arguments> unsafe() {
        return Stream.of(
                Arguments.of(new TopicFacts("t", 2, 2, false, false, WEEK, -1, 1000), "replicas"),
                Arguments.of(new TopicFacts("t", 3, 1, false, false, WEEK, -1, 1000), "min.insync.replicas"),
                Arguments.of(new TopicFacts("t", 3, 2, true, false, WEEK, -1, 1000), "unclean.leader.election"),
                Arguments.of(new TopicFacts("t", 3, 2, false, true, WEEK, -1, 1000), "compacted"),
                Arguments.of(new TopicFacts("t", 3, 2, false, false, Duration.ofDays(6), -1, 1000), "keeps records"),
                Arguments.of(new TopicFacts("t", 3, 2, false, false, WEEK, 1 << 30, 1000), "retention.bytes"),
                Arguments.of(new TopicFacts("t", 3, 2, false, false, WEEK, -1, 999), "max.message.bytes"));
    }

    @ParameterizedTest
    @MethodSource("unsafe")
    void unsafeTopicNamesItsFault(TopicFacts topic, String fault) {
        assertThat(topic.faults(PRODUCTION)).singleElement().asString().contains(fault);
    }
}
