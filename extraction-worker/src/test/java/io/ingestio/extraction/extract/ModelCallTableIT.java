package io.ingestio.extraction.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.contracts.RunId;
import io.ingestio.extraction.IdleWorkerFixture;
import io.ingestio.extraction.SampleJobs;
import io.ingestio.extraction.extract.ModelCalls.Step;
import io.ingestio.extraction.job.Job;
import io.ingestio.models.ModelReply;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;

/** What an attempt without a lease may not do to the calls of the attempt that holds it. */
class ModelCallTableIT extends IdleWorkerFixture {

    private static final ModelReply REPLY = new ModelReply("{\"of\":\"holder\"}", "m", 1, 2);
    private static final ModelReply LATE = new ModelReply("{\"of\":\"zombie\"}", "m", 1, 2);

    @Autowired
    ModelCallTable calls;

    private Job holder;
    private Job zombie;

    @BeforeEach
    void claimTwice() {
        UUID document = UUID.randomUUID();
        UUID id = RunId.of(document, 1);
        holder = job(id, document, 2);
        zombie = job(id, document, 1);
        tenancy.asService(sql.sql("""
                                insert into extraction_jobs (id, document_id, run, batch_id, user_id, filename, mime_type, pages,
                                    object_key, prompt_strategy, prompt, concurrent_documents, status, attempt, lease_epoch,
                                    worker, lease_until)
                                values (:id, :document, 1, :document, 'alice', 'f.pdf', 'application/pdf', 1, 'k', 'global',
                                    'all', 16, 'processing', 2, 2, 'holder', now() + interval '1 hour')
                                """).bind("id", id).bind("document", document).then())
                .block();
    }

    @Test
    void holderRecordsStoresAndForgets() {
        assertThat(run(calls.begin(holder, Step.EXTRACT))).isEqualTo(1);
        assertThat(run(calls.begin(holder, Step.EXTRACT))).isEqualTo(2);
        assertThat(run(calls.received(holder, Step.EXTRACT, REPLY))).isEqualTo(2);
        assertThat(run(calls.begin(holder, Step.EXTRACT))).isNull();
        assertThat(run(calls.reply(holder.id(), Step.EXTRACT))).isEqualTo(REPLY);
        run(calls.forget(holder, Step.EXTRACT));
        assertThat(run(calls.begin(holder, Step.EXTRACT))).isEqualTo(3);
    }

    @Test
    void lostLeaseRecordsNoCall() {
        assertThat(run(calls.begin(zombie, Step.EXTRACT))).isNull();
        assertThat(run(calls.begin(holder, Step.EXTRACT))).isEqualTo(1);
    }

    @Test
    void lostLeaseOverwritesNoReply() {
        run(calls.begin(holder, Step.EXTRACT));
        assertThat(run(calls.received(holder, Step.EXTRACT, REPLY))).isEqualTo(1);
        assertThat(run(calls.received(zombie, Step.EXTRACT, LATE))).isNull();
        run(calls.forget(zombie, Step.EXTRACT));
        assertThat(run(calls.reply(holder.id(), Step.EXTRACT))).isEqualTo(REPLY);
    }

    private <T> T run(Mono<T> statement) {
        return tenancy.statementAsService(statement).block();
    }

    private static Job job(UUID id, UUID document, long epoch) {
        Job sample = SampleJobs.job();
        return new Job(
                id,
                document,
                document,
                1,
                "alice",
                sample.file(),
                sample.request(),
                new Job.Claim(1, 0, 0, epoch, SampleJobs.NOW, SampleJobs.NOW));
    }
}
