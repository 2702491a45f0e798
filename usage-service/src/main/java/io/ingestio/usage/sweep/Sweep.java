package io.ingestio.usage.sweep;

import java.time.Duration;
import reactor.core.publisher.Mono;

/** Work that a bean of this type does in portions, every now and then, in each replica: two at once must do no harm. */
public interface Sweep {

    /** The pause after one sweep before the next. */
    Duration every();

    /** Does a portion and answers how many things it dealt with: as long as that is the limit, the next portion follows. */
    Mono<Long> portion(int limit);
}
