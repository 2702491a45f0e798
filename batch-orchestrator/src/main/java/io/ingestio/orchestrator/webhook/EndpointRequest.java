package io.ingestio.orchestrator.webhook;

import io.ingestio.http.FieldErrors;
import io.ingestio.http.Problem;
import io.ingestio.orchestrator.webhook.event.EventType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a user asks for: of a new endpoint, or as a change of one.
 *
 * @param events  null for all in a new endpoint, for no change in a change
 * @param enabled null for no change; a new endpoint is enabled
 */
record EndpointRequest(
        @Nullable String url,
        @Nullable List<String> events,
        @Nullable Boolean enabled) {

    private static final List<String> KNOWN =
            EventType.subscribable().stream().map(EventType::wireName).toList();

    /**
     * The request of a new endpoint, without what its URL may be.
     *
     * @throws Problem 422 {@code invalid_request}
     */
    EndpointRequest forNew() {
        FieldErrors errors = new FieldErrors()
                .require(url != null, "url", "is missing")
                .require(enabled == null, "enabled", "is not for a new endpoint");
        checkEvents(errors).throwIfAny();
        return new EndpointRequest(url, events == null ? KNOWN : distinct(events), null);
    }

    /** @throws Problem 422 {@code invalid_request} */
    EndpointRequest forChange() {
        FieldErrors errors = new FieldErrors()
                .require(url != null || events != null || enabled != null, "url", "or events or enabled must be given");
        checkEvents(errors).throwIfAny();
        return new EndpointRequest(url, events == null ? null : distinct(events), enabled);
    }

    private FieldErrors checkEvents(FieldErrors errors) {
        List<String> wanted = Optional.ofNullable(events).orElse(KNOWN);
        return errors.require(!wanted.isEmpty() && KNOWN.containsAll(wanted), "events", "must be some of " + KNOWN);
    }

    private static List<String> distinct(List<String> wanted) {
        return wanted.stream().distinct().sorted().toList();
    }
}
