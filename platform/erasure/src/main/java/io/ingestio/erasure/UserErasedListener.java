package io.ingestio.erasure;

import io.ingestio.contracts.UsageEvent;
import io.ingestio.contracts.UsageEvent.QuotaExhausted;
import io.ingestio.contracts.UsageEvent.SubscriptionChanged;
import io.ingestio.contracts.UsageEvent.UserErased;
import io.ingestio.messaging.inbox.EventListener;
import java.util.List;
import reactor.core.publisher.Mono;

/** Entry for erased users, for a service that listens to nothing else of usage; {@link DeleteErasedData} deletes their data. */
public abstract class UserErasedListener implements EventListener<UsageEvent> {

    private final Erasures erasures;

    protected UserErasedListener(Erasures erasures) {
        this.erasures = erasures;
    }

    @Override
    public final Class<UsageEvent> family() {
        return UsageEvent.class;
    }

    @Override
    public final Mono<Void> onAll(List<UsageEvent> events) {
        return EventListener.each(events, this::apply);
    }

    private Mono<Void> apply(UsageEvent event) {
        return switch (event) {
            case UserErased erased -> erasures.request(erased.userId());
            case SubscriptionChanged changed -> Mono.empty();
            case QuotaExhausted exhausted -> Mono.empty();
        };
    }
}
