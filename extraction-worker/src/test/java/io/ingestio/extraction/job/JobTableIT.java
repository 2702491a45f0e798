package io.ingestio.extraction.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.contracts.UploadEvent.DocumentUploaded;
import io.ingestio.database.Tenancy;
import io.ingestio.extraction.ExtractionApplication;
import io.ingestio.testkit.RealParts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** The queue by itself: who is next, who holds it, who gets it when the holder is gone. */
@SpringBootTest(
        classes = ExtractionApplication.class,
        webEnvironment = WebEnvironment.NONE,
        properties = {
            "spring.config.name=extraction-worker",
            "spring.main.web-application-type=reactive",
            "ingestio.model.adapter=openai",
            "ingestio.outbox.enabled=false",
            "ingestio.worker.slots=0",
            "ingestio.worker.heartbeat=1h"
        })
class JobTableIT {

    private static final Duration LEASE = Duration.ofMinutes(1);

    @DynamicPropertySource
    static void realParts(DynamicPropertyRegistry registry) {
        RealParts.properties().forEach((name, value) -> registry.add(name, () -> value));
        registry.add("server.port", () -> 0);
    }

    @Autowired
    JobTable jobs;

    @Autowired
    FinishedJobs finishedJobs;

    @Autowired
    Tenancy tenancy;

    @Autowired
    DatabaseClient sql;

    @BeforeEach
    void emptyQueue() {
        tenancy.asService(sql.sql("delete from extraction_jobs").then()).block();
    }

    @Test
    void givesTheNextSlotToTheUserWithTheFewestRunningJobs() {
        enqueue("heavy", 50, 100);
        enqueue("light", 1, 100);
        assertThat(claim("w", 2)).extracting(Job::userId).containsExactlyInAnyOrder("heavy", "light");
        enqueue("light", 1, 100);
        enqueue("third", 1, 100);
        assertThat(claim("w", 3)).extracting(Job::userId).containsExactlyInAnyOrder("third", "heavy", "light");
    }

    @Test
    void keepsAUsersRunningJobsWithinTheLimitOfTheirTier() {
        enqueue("plus", 10, 3);
        assertThat(claim("w", 8)).hasSize(3);
        assertThat(claim("w", 8)).isEmpty();
    }

    @Test
    void neverGivesAJobToTwoWorkers() {
        enqueue("a", 200, 1000);
        List<Job> claimed = Flux.range(0, 8)
                .flatMap(worker ->
                        tenancy.asService(jobs.claim("w" + worker, 40, LEASE)).subscribeOn(Schedulers.parallel()))
                .flatMapIterable(list -> list)
                .collectList()
                .block();
        assertThat(claimed).extracting(Job::id).doesNotHaveDuplicates();
        List<Job> rest = claim("late", 200);
        assertThat(claimed.size() + rest.size()).isEqualTo(200);
    }

    @Test
    void dropsTheResultOfAWorkerThatLostItsLease() {
        enqueue("a", 1, 10);
        Job zombie = claim("slow", 1).getFirst();
        expire();
        assertThat(reap(5))
                .singleElement()
                .satisfies(reaped -> assertThat(reaped.failed()).isFalse());
        Job taken = claim("fast", 1).getFirst();
        assertThat(taken.leaseEpoch()).isGreaterThan(zombie.leaseEpoch());
        assertThat(taken.attempt()).isEqualTo(2);
        assertThat(finishedJobs.complete(zombie, result(zombie)).block()).isFalse();
        assertThat(finishedJobs.complete(taken, result(taken)).block()).isTrue();
        assertThat(finishedJobs.complete(taken, result(taken)).block()).isFalse();
        assertThat(count("select count(*) from outbox where key = '" + taken.batchId()
                        + "' and type = 'extraction.completed'"))
                .isEqualTo(1);
    }

    @Test
    void tellsAWorkerWhichOfItsJobsAreNoLongerItsOwn() {
        enqueue("a", 2, 10);
        List<Job> held = claim("w", 2);
        Set<UUID> ids = Set.of(held.get(0).id(), held.get(1).id());
        assertThat(tenancy.asService(jobs.renew("w", ids, LEASE)).block()).isEmpty();
        assertThat(tenancy.asService(jobs.renew("other", ids, LEASE)).block()).isEqualTo(ids);
    }

    @Test
    void failsAJobWhoseWorkersKeepDying() {
        enqueue("a", 1, 10);
        for (int crash = 1; crash <= 3; crash++) {
            assertThat(claim("w" + crash, 1)).hasSize(1);
            expire();
            boolean last = crash == 3;
            assertThat(reap(3))
                    .singleElement()
                    .satisfies(reaped -> assertThat(reaped.failed()).isEqualTo(last));
        }
        assertThat(claim("w", 1)).isEmpty();
    }

    @Test
    void doesNotCountAnAttemptThatIsHandedBack() {
        enqueue("a", 1, 10);
        claim("stopping", 1);
        tenancy.asService(jobs.handBack("stopping")).block();
        assertThat(claim("w", 1))
                .singleElement()
                .satisfies(job -> assertThat(job.attempt()).isEqualTo(1));
    }

    private void enqueue(String user, int count, int limit) {
        tenancy.asService(jobs.enqueue(IntStream.range(0, count)
                        .mapToObj(i -> new DocumentUploaded(
                                UUID.randomUUID(),
                                UUID.randomUUID(),
                                user,
                                1,
                                i,
                                "f",
                                "application/pdf",
                                1,
                                1,
                                "k",
                                "00",
                                "global",
                                "p",
                                null,
                                "plus",
                                limit,
                                Instant.now()))
                        .toList()))
                .block();
    }

    private List<Job> claim(String worker, int slots) {
        return tenancy.asService(jobs.claim(worker, slots, LEASE)).block();
    }

    private List<JobTable.Reaped> reap(int maxCrashes) {
        return tenancy.asService(jobs.reap(maxCrashes, "crash_loop", "It crashed."))
                .block();
    }

    private void expire() {
        tenancy.asService(sql.sql(
                                "update extraction_jobs set lease_until = now() - interval '1 second' where status = 'processing'")
                        .then())
                .block();
    }

    private long count(String query) {
        return tenancy.statementAsService(
                        sql.sql(query).map(row -> row.get(0, Long.class)).one())
                .block();
    }

    private static ExtractionCompleted result(Job job) {
        return new ExtractionCompleted(
                job.batchId(),
                job.documentId(),
                job.userId(),
                job.run(),
                job.filename(),
                job.pages(),
                "p",
                "other",
                Map.of(),
                List.of(),
                "m",
                0,
                0,
                Instant.now());
    }
}
