package io.ingestio.background;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;

/** The meters of every loop, tagged with its name. */
final class LoopMeters implements MeterBinder {

    private final List<SupervisedLoop> loops;

    LoopMeters(List<SupervisedLoop> loops) {
        this.loops = loops;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        for (SupervisedLoop loop : loops) {
            Gauge.builder(
                            "ingestio.loop.last.round",
                            loop,
                            one -> one.lastRound().toEpochMilli() / 1000.0)
                    .description("When a round of the loop last succeeded, in seconds since the epoch")
                    .baseUnit("seconds")
                    .tag("loop", loop.name())
                    .register(meters);
            FunctionCounter.builder("ingestio.loop.failures", loop, SupervisedLoop::failures)
                    .description("Rounds that failed and were retried")
                    .tag("loop", loop.name())
                    .register(meters);
        }
    }
}
