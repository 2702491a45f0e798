package io.ingestio.extraction.job;

import io.ingestio.extraction.IdleWorkerFixture;
import io.ingestio.extraction.SampleJobs;
import io.ingestio.messaging.outbox.Outbox;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** An empty queue in a real database, and as many workers as a test wants; the process's own loop claims nothing. */
abstract class QueueFixture extends IdleWorkerFixture {

    @Autowired
    JobTable jobs;

    @Autowired
    OverdueJobTable overdue;

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
        return new JobQueue(jobs, overdue, outbox, tenancy, settings, Clock.systemUTC(), UUID::randomUUID);
    }

    void enqueue(String user, int count, int concurrentDocuments) {
        tenancy.asService(jobs.enqueue(Stream.generate(() -> SampleJobs.uploaded(user, concurrentDocuments))
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
