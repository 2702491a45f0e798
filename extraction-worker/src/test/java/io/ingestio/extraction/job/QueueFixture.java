package io.ingestio.extraction.job;

import io.ingestio.background.WakeUp;
import io.ingestio.extraction.IdleWorkerFixture;
import io.ingestio.extraction.SampleJobs;
import io.ingestio.messaging.outbox.Outbox;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;

/** An empty queue in a real database, and as many workers as a test wants; the process's own loop claims nothing. */
abstract class QueueFixture extends IdleWorkerFixture {

    @Autowired
    JobTable jobs;

    @Autowired
    MovedJobTable moved;

    @Autowired
    Outbox outbox;

    @Autowired
    WorkerSettings settings;

    @BeforeEach
    void emptyQueue() {
        run("delete from extraction_jobs");
        run("delete from outbox");
    }

    JobQueue worker() {
        return new JobQueue(jobs, moved, outbox, tenancy, settings, Clock.systemUTC(), UUID::randomUUID);
    }

    /** A loop of its own over this queue; whatever it runs is scripted, and a failure is an error of the test. */
    JobLoop loop(WorkerSettings of, WakeUp leaseWakeUp, Function<Job, Mono<Outcome>> script) {
        JobWork work = new JobWork() {
            @Override
            public Mono<Outcome> run(Job job) {
                return script.apply(job);
            }

            @Override
            public Outcome failed(Job job, Throwable failure) {
                throw new AssertionError(failure);
            }

            @Override
            public boolean isAvailable() {
                return true;
            }

            @Override
            public int capacity(int free, int running) {
                return free;
            }
        };
        return new JobLoop(worker(), work, new WakeUp(), leaseWakeUp, of, Clock.systemUTC(), new SimpleMeterRegistry());
    }

    void enqueue(String user, int count, int concurrentDocuments) {
        tenancy.asService(jobs.enqueue(Stream.generate(() -> NewJob.of(SampleJobs.uploaded(user, concurrentDocuments)))
                        .limit(count)
                        .toList()))
                .block();
    }

    void expireLeases() {
        run("update extraction_jobs set lease_until = now() - interval '1 second' where status = 'processing'");
    }

    void run(String statement) {
        tenancy.asService(sql.sql(statement).then()).block();
    }

    <T> T one(String query, Class<T> type) {
        return tenancy.statementAsService(sql.sql(query).mapValue(type).one()).block();
    }

    List<String> events() {
        return tenancy.statementAsService(sql.sql("select type from outbox order by id")
                        .mapValue(String.class)
                        .all()
                        .collectList())
                .block();
    }
}
