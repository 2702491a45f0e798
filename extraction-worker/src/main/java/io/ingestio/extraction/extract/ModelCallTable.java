package io.ingestio.extraction.extract;

import io.ingestio.extraction.extract.ModelCalls.Step;
import io.ingestio.models.ModelReply;
import java.util.Locale;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** All SQL of {@code model_calls}. */
@Component
class ModelCallTable {

    private final DatabaseClient sql;

    ModelCallTable(DatabaseClient sql) {
        this.sql = sql;
    }

    static String wireName(Step step) {
        return step.name().toLowerCase(Locale.ROOT);
    }

    /** Records a call before it is made. Returns its number, from 1; empty if a reply is stored already. */
    Mono<Integer> begin(UUID jobId, Step step) {
        return sql.sql("""
                        insert into model_calls as c (job_id, step) values (:job, :step)
                        on conflict (job_id, step) do update set calls = c.calls + 1, started_at = now()
                            where c.reply is null
                        returning calls
                        """)
                .bind("job", jobId)
                .bind("step", wireName(step))
                .mapValue(Integer.class)
                .one();
    }

    Mono<Void> received(UUID jobId, Step step, ModelReply reply) {
        return sql.sql("""
                        update model_calls
                        set reply = :text, model = :model, input_tokens = :inputTokens, output_tokens = :outputTokens,
                            received_at = now()
                        where job_id = :job and step = :step
                        """)
                .bindProperties(reply)
                .bind("job", jobId)
                .bind("step", wireName(step))
                .then();
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

    Mono<Void> forget(UUID jobId, Step step) {
        return sql.sql("update model_calls set reply = null, received_at = null where job_id = :job and step = :step")
                .bind("job", jobId)
                .bind("step", wireName(step))
                .then();
    }
}
