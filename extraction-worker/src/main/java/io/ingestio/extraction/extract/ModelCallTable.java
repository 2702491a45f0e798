package io.ingestio.extraction.extract;

import io.ingestio.extraction.extract.ModelCalls.Step;
import io.ingestio.extraction.job.Job;
import io.ingestio.models.ModelReply;
import java.util.Locale;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** All SQL of {@code model_calls}. Every write is fenced: an attempt that has lost its lease changes nothing. */
@Component
class ModelCallTable {

    private final DatabaseClient sql;

    ModelCallTable(DatabaseClient sql) {
        this.sql = sql;
    }

    static String wireName(Step step) {
        return step.name().toLowerCase(Locale.ROOT);
    }

    /** Records a call before it is made. Returns its number, from 1; empty if a reply is stored already, or the lease was lost. */
    Mono<Integer> begin(Job job, Step step) {
        return ofHolder("""
                        insert into model_calls as c (job_id, step) select id, :step from held
                        on conflict (job_id, step) do update set calls = c.calls + 1, started_at = now()
                            where c.reply is null
                        returning calls
                        """, job, step).mapValue(Integer.class).one();
    }

    /** Stores the reply. Empty if the lease was lost. */
    Mono<Integer> received(Job job, Step step, ModelReply reply) {
        return ofHolder("""
                        update model_calls
                        set reply = :text, model = :model, input_tokens = :inputTokens, output_tokens = :outputTokens,
                            received_at = now()
                        from held where job_id = held.id and step = :step
                        returning calls
                        """, job, step)
                .bindProperties(reply)
                .mapValue(Integer.class)
                .one();
    }

    Mono<ModelReply> reply(UUID jobId, Step step) {
        return sql.sql("""
                        select reply as text, model, input_tokens, output_tokens from model_calls
                        where job_id = :job and step = :step and reply is not null
                        """)
                .bind("job", jobId)
                .bind("step", wireName(step))
                .mapProperties(ModelReply.class)
                .one();
    }

    Mono<Void> forget(Job job, Step step) {
        return ofHolder("""
                        update model_calls set reply = null, received_at = null
                        from held where job_id = held.id and step = :step
                        """, job, step).then();
    }

    /** A statement over {@code held}: the job's row while this claim holds its lease, locked, else nothing. */
    private DatabaseClient.GenericExecuteSpec ofHolder(String statement, Job job, Step step) {
        return sql.sql("""
                        with held as (
                            select id from extraction_jobs
                            where id = :job and lease_epoch = :epoch and status = 'processing'
                            for share
                        )
                        """ + statement)
                .bind("job", job.id())
                .bind("epoch", job.claim().leaseEpoch())
                .bind("step", wireName(step));
    }
}
