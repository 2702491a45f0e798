package io.ingestio.orchestrator.live;

import io.ingestio.database.Tenancy;
import io.ingestio.http.StreamLimit;
import io.ingestio.orchestrator.batch.BatchReads;
import io.ingestio.orchestrator.document.AwaitBatch;
import io.ingestio.orchestrator.feed.ChangeFeed;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@code GET /api/v1/events} and {@code GET /api/v1/batches/{id}/events}: changes as they happen, as server-sent events. A stream ends
 * when its token expires, and when the process stops; clients reconnect with {@code Last-Event-ID}.
 */
@RestController
@RequestMapping("/api/v1")
class LiveApi {

    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final ReadChanges reads;
    private final ChangeFeed feed;
    private final StreamLimit streams;
    private final LiveSettings settings;
    private final BatchReads batches;
    private final AwaitBatch awaitBatch;
    private final Tenancy tenancy;
    private final Clock clock;

    LiveApi(
            ReadChanges reads,
            ChangeFeed feed,
            StreamLimit streams,
            LiveSettings settings,
            BatchReads batches,
            AwaitBatch awaitBatch,
            Tenancy tenancy,
            Clock clock) {
        this.reads = reads;
        this.feed = feed;
        this.streams = streams;
        this.settings = settings;
        this.batches = batches;
        this.awaitBatch = awaitBatch;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** All batches of the user. */
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(oneOf = {LiveStream.Opened.class, Changes.class})))
    @GetMapping("/events")
    Mono<ResponseEntity<Flux<ServerSentEvent<Object>>>> ofUser(
            @RequestHeader(name = LAST_EVENT_ID, required = false) @Nullable String lastEventId,
            JwtAuthenticationToken user) {
        return Mono.fromSupplier(() -> answer(user, null, lastEventId, feed.ofUser(user.getName())));
    }

    /** Waits up to 2 s for a batch that has not arrived yet; 404 if it is not there, or not the user's. */
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(oneOf = {LiveStream.Opened.class, Changes.class})))
    @GetMapping("/batches/{id}/events")
    Mono<ResponseEntity<Flux<ServerSentEvent<Object>>>> ofBatch(
            @PathVariable UUID id,
            @RequestHeader(name = LAST_EVENT_ID, required = false) @Nullable String lastEventId,
            JwtAuthenticationToken user) {
        return awaitBatch
                .found(id, tenancy.asUser(user.getName(), batches.find(user.getName(), id)))
                .map(found -> answer(user, id, lastEventId, feed.ofBatch(id)));
    }

    private ResponseEntity<Flux<ServerSentEvent<Object>>> answer(
            JwtAuthenticationToken user, @Nullable UUID batchId, @Nullable String lastEventId, Flux<Boolean> calls) {
        streams.check(user.getName());
        var stream = new LiveStream(reads, user.getName(), batchId, settings.space());
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .cacheControl(CacheControl.noCache())
                .header("X-Accel-Buffering", "no") // asks proxies not to collect events
                .body(streams.counted(
                        user.getName(),
                        withHeartbeat(stream.events(lastEventId, calls)).takeUntilOther(expiry(user))));
    }

    private Flux<ServerSentEvent<Object>> withHeartbeat(Flux<ServerSentEvent<Object>> events) {
        Flux<ServerSentEvent<Object>> heartbeats = Flux.interval(settings.heartbeat())
                .onBackpressureDrop()
                .map(tick -> ServerSentEvent.builder().comment("").build());
        return events.publish(shared -> Flux.merge(shared, heartbeats.takeUntilOther(shared.ignoreElements())), 1);
    }

    private Mono<Long> expiry(JwtAuthenticationToken user) {
        Instant expiresAt = user.getToken().getExpiresAt();
        return expiresAt == null ? Mono.never() : Mono.delay(Duration.between(clock.instant(), expiresAt));
    }
}
