package io.ingestio.background;

import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Runs every {@link Sweep} of a service, and publishes meters and liveness of every {@link Supervised} bean. */
@AutoConfiguration
class BackgroundWiring {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SweepLoops sweepLoops(ObjectProvider<Sweep> sweeps, Clock clock) {
        return new SweepLoops(sweeps.orderedStream().toList(), clock);
    }

    @Bean
    LoopMeters loopMeters(ObjectProvider<Supervised> supervised) {
        return new LoopMeters(loops(supervised));
    }

    @Bean
    LoopsHealth loopsHealthIndicator(ObjectProvider<Supervised> supervised) {
        return new LoopsHealth(loops(supervised));
    }

    private static List<SupervisedLoop> loops(ObjectProvider<Supervised> supervised) {
        return supervised
                .orderedStream()
                .<SupervisedLoop>flatMap(owner -> owner.loops().stream())
                .toList();
    }
}
