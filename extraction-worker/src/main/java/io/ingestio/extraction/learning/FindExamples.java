package io.ingestio.extraction.learning;

import io.ingestio.database.Tenancy;
import io.ingestio.models.CorrectionExamples;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds what the user's people corrected in documents of a layout, as far as a model may be given it. */
@Component
public class FindExamples {

    /** Of these the ones that fit are given. */
    private static final int READ = 4 * CorrectionExamples.MOST;

    private final ExampleTable examples;
    private final Tenancy tenancy;

    FindExamples(ExampleTable examples, Tenancy tenancy) {
        this.examples = examples;
        this.tenancy = tenancy;
    }

    /**
     * None where the layout is not known, or the user has not agreed.
     *
     * @param before by the database's clock: what came later is not given. Every attempt of a run names the time of its first one, so all
     *     of them ask the model the same, but for what was deleted meanwhile
     */
    public Mono<CorrectionExamples> of(String userId, Optional<String> layout, Instant before) {
        return layout.map(known -> tenancy.statementAsService(
                                examples.newest(userId, known, before, READ).collectList())
                        .map(CorrectionExamples::of))
                .orElseGet(() -> Mono.just(CorrectionExamples.NONE));
    }
}
