package io.ingestio.export.learning;

import io.ingestio.contracts.ExportEvent.LearningChanged;
import io.ingestio.database.Tenancy;
import io.ingestio.export.learning.LearningTable.Setting;
import io.ingestio.http.FieldErrors;
import io.ingestio.messaging.outbox.Outbox;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code /api/v1/settings/learning}: whether what people correct is given to the model with further documents of the same sender. */
@RestController
@RequestMapping("/api/v1/settings/learning")
class LearningApi {

    private final LearningTable settings;
    private final Outbox outbox;
    private final Tenancy tenancy;
    private final Clock clock;

    LearningApi(LearningTable settings, Outbox outbox, Tenancy tenancy, Clock clock) {
        this.settings = settings;
        this.outbox = outbox;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    record LearningRequest(@Nullable Boolean enabled) {}

    /** @param changedAt null while it has never been on */
    record LearningView(boolean enabled, @Nullable Instant changedAt) {

        static LearningView of(Setting setting) {
            return new LearningView(setting.enabled(), setting.changedAt());
        }
    }

    @GetMapping
    Mono<LearningView> read(Principal user) {
        return tenancy.asUser(user.getName(), settings.find(user.getName()))
                .map(LearningView::of)
                .defaultIfEmpty(new LearningView(false, null));
    }

    /** The change and its event commit together; what is so already is no change. */
    @PutMapping
    Mono<LearningView> change(@RequestBody LearningRequest body, Principal user) {
        Boolean enabled = body.enabled();
        new FieldErrors()
                .require(enabled != null, "enabled", "must be true or false")
                .throwIfAny();
        String userId = user.getName();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // as PostgreSQL keeps it
        return tenancy.asUser(
                        userId,
                        settings.change(userId, Boolean.TRUE.equals(enabled), now)
                                .flatMap(setting -> outbox.append(changed(userId, setting))))
                .then(read(user));
    }

    private static LearningChanged changed(String userId, Setting setting) {
        return new LearningChanged(userId, setting.enabled(), setting.number(), setting.changedAt());
    }
}
