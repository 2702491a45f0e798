package io.ingestio.extraction.job;

import static io.ingestio.extraction.job.JobStatus.CANCELLED;
import static io.ingestio.extraction.job.JobStatus.COMPLETED;
import static io.ingestio.extraction.job.JobStatus.FAILED;
import static io.ingestio.extraction.job.JobStatus.PROCESSING;
import static io.ingestio.extraction.job.JobStatus.QUEUED;
import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.extraction.job.JobStatus.Move;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** That the statements follow this table is proved by {@link JobMovesIT}. */
class JobStatusTest {

    private static final Map<Move, Map<JobStatus, JobStatus>> LEGAL = Map.ofEntries(
            Map.entry(Move.CLAIM, Map.of(QUEUED, PROCESSING)),
            Map.entry(Move.COMPLETE, Map.of(PROCESSING, COMPLETED)),
            Map.entry(Move.FAIL, Map.of(PROCESSING, FAILED)),
            Map.entry(Move.RETRY, Map.of(PROCESSING, QUEUED)),
            Map.entry(Move.RETURN, Map.of(PROCESSING, QUEUED)),
            Map.entry(Move.REAP, Map.of(PROCESSING, QUEUED)),
            Map.entry(Move.ABANDON, Map.of(PROCESSING, FAILED)),
            Map.entry(Move.EXPIRE, Map.of(QUEUED, FAILED)),
            Map.entry(Move.CANCEL, Map.of(QUEUED, CANCELLED, PROCESSING, CANCELLED)),
            Map.entry(Move.ERASE, Map.of(PROCESSING, CANCELLED)),
            Map.entry(Move.REPEAT, Map.of(COMPLETED, QUEUED)));

    static Stream<Arguments> cells() {
        return Arrays.stream(Move.values())
                .flatMap(move -> Arrays.stream(JobStatus.values()).map(status -> Arguments.of(move, status)));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void movesOnlyWhereLegal(Move move, JobStatus status) {
        assertThat(move.applyTo(status)).isEqualTo(LEGAL.get(move).getOrDefault(status, status));
    }

    @ParameterizedTest
    @EnumSource(JobStatus.class)
    void onlyFinalStatesHaveNoMove(JobStatus status) {
        assertThat(Arrays.stream(Move.values())
                        .filter(move -> move != Move.REPEAT)
                        .anyMatch(move -> move.isLegalFrom(status)))
                .isEqualTo(!status.isFinal());
    }

    @Test
    void everyStatusIsReached() {
        assertThat(Arrays.stream(Move.values()).map(Move::to)).contains(JobStatus.values());
    }
}
