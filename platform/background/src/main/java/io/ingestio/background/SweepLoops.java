package io.ingestio.background;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.context.SmartLifecycle;

/** One supervised loop for each {@link Sweep}: a sweep that fails or hangs never delays another one. */
final class SweepLoops implements SmartLifecycle, Supervised {

    static final int PORTION = 500;
    private static final Duration PORTION_LIMIT = Duration.ofMinutes(15);

    private final List<PollingLoop> loops;
    private volatile boolean running;

    SweepLoops(List<Sweep> sweeps, Clock clock) {
        this.loops = sweeps.stream()
                .map(sweep -> new PollingLoop(spec(sweep), new WakeUp(), clock, called -> round(sweep)))
                .toList();
    }

    private static LoopSpec spec(Sweep sweep) {
        return LoopSpec.of("sweep-" + sweep.name()).withLimit(PORTION_LIMIT);
    }

    /** A portion is a round: a long pass that makes progress is not overdue. */
    static Duration round(Sweep sweep) {
        long count = sweep.portion(PORTION).blockOptional(sweep.portionLimit()).orElse(0L);
        return count >= PORTION ? Duration.ZERO : sweep.every();
    }

    @Override
    public List<PollingLoop> loops() {
        return loops;
    }

    @Override
    public void start() {
        loops.forEach(PollingLoop::start);
        running = true;
    }

    /** Stops all at the same time, so that the graces of many sweeps do not add up. */
    @Override
    public void stop() {
        running = false;
        loops.parallelStream().forEach(PollingLoop::stop);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
