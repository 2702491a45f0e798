package io.ingestio.export.erasure;

import io.ingestio.contracts.UsageEvent;
import io.ingestio.contracts.UsageEvent.QuotaExhausted;
import io.ingestio.contracts.UsageEvent.SubscriptionChanged;
import io.ingestio.contracts.UsageEvent.UserErased;
import io.ingestio.messaging.inbox.EventListener;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Entry for erased users; {@link EraseUsers} deletes their data. */
@Component
class UsageListener implements EventListener<UsageEvent> {

    private final ErasureTable erasures;

    UsageListener(ErasureTable erasures) {
        this.erasures = erasures;
    }

    @Override
    public Class<UsageEvent> family() {
        return UsageEvent.class;
    }

    @Override
    public Mono<Void> onAll(List<UsageEvent> events) {
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
