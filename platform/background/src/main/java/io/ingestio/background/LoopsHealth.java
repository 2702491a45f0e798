package io.ingestio.background;

import java.util.List;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * DOWN, with the names of the loops, when a loop has completed no round for longer than its limit. An outage of a dependency leaves it UP:
 * restarting this process would not end it.
 */
final class LoopsHealth extends AbstractHealthIndicator {

    private final List<SupervisedLoop> loops;

    LoopsHealth(List<SupervisedLoop> loops) {
        this.loops = loops;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        List<String> overdue = loops.stream()
                .filter(SupervisedLoop::isOverdue)
                .map(SupervisedLoop::name)
                .toList();
        if (overdue.isEmpty()) {
            health.up();
        } else {
            health.down().withDetail("overdue", overdue);
        }
    }
}
