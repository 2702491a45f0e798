package io.ingestio.launcher.cli.batch;

import io.ingestio.launcher.client.view.HopView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A document's timeline as a table: times from its first hop, on one line each. */
final class HopLines {

    private HopLines() {}

    /** @param hops the earliest first */
    static List<String> of(List<HopView> hops) {
        List<String> lines = new ArrayList<>();
        if (!hops.isEmpty()) {
            Instant start = hops.getFirst().at();
            lines.add("from " + start);
            hops.forEach(hop -> lines.add(line(hop, start)));
        }
        return lines;
    }

    private static String line(HopView hop, Instant start) {
        return "%12s  %-12s  run %-3d  %s"
                .formatted("+" + seconds(Duration.between(start, hop.at())), hop.service(), hop.run(), what(hop));
    }

    private static String what(HopView hop) {
        var text = new StringBuilder(hop.hop().replace('_', ' '));
        if (hop.attempt() != null) {
            text.append(", attempt ").append(hop.attempt());
        }
        if (hop.nextAttemptAt() != null) {
            text.append(", next after ").append(seconds(Duration.between(hop.at(), hop.nextAttemptAt())));
        }
        if (hop.detail() != null) {
            text.append(": ").append(hop.detail());
        }
        if (hop.code() != null) {
            text.append(" [").append(hop.code()).append(']');
        }
        return text.toString();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f s", duration.toMillis() / 1000.0);
    }
}
