package io.ingestio.usage.credit;

import static java.util.Objects.requireNonNull;

import io.ingestio.database.Tenancy;
import io.ingestio.database.idempotency.Answer;
import io.ingestio.database.idempotency.IdempotentRequests;
import io.ingestio.database.idempotency.RequestKey;
import io.ingestio.usage.admin.AdminAction;
import io.ingestio.usage.credit.CreditChange.Kind;
import io.ingestio.usage.credit.CreditTable.Balance;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /api/v1/admin/users/{id}/credits}: adds credits to a user's balance, or removes some. Role admin only. */
@RestController
class CreditAdminApi {

    private static final long MAX_PAGES = 1_000_000_000;
    private static final List<String> KINDS =
            Arrays.stream(Kind.values()).map(Kind::wireName).toList();

    private final GrantCredits grantCredits;
    private final IdempotentRequests idempotent;
    private final Tenancy tenancy;
    private final JsonMapper json;
    private final Supplier<UUID> ids;

    CreditAdminApi(
            GrantCredits grantCredits,
            IdempotentRequests idempotent,
            Tenancy tenancy,
            JsonMapper json,
            Supplier<UUID> ids) {
        this.grantCredits = grantCredits;
        this.idempotent = idempotent;
        this.tenancy = tenancy;
        this.json = json;
        this.ids = ids;
    }

    /**
     * @param kind  bonus and purchase add, refund removes, adjustment does either
     * @param pages to add, or to remove where negative
     */
    record PostCredits(
            @Nullable String kind,
            @Nullable Long pages,
            @Nullable String reason) {

        CreditChange checked(UUID changeId, String userId, String admin) {
            Optional<Kind> known = Kind.of(kind);
            Long wanted = pages;
            boolean signed = wanted == null || known.isEmpty() || known.get().allows(wanted);
            AdminAction.check(userId, reason)
                    .require(known.isPresent(), "kind", "must be one of " + KINDS)
                    .require(
                            pages != null && pages != 0 && pages >= -MAX_PAGES && pages <= MAX_PAGES,
                            "pages",
                            "must not be 0, and at most " + MAX_PAGES + " either way")
                    .require(signed, "pages", "must be above 0 for a bonus or a purchase, below 0 for a refund")
                    .throwIfAny();
            return CreditChange.byAdmin(
                    changeId, userId, known.orElseThrow(), requireNonNull(pages), admin, requireNonNull(reason));
        }
    }

    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Balance.class)))
    @PostMapping("/api/v1/admin/users/{id}/credits")
    Mono<ResponseEntity<String>> post(
            @PathVariable String id,
            @RequestBody PostCredits wanted,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Principal admin) {
        String caller = admin.getName();
        CreditChange change = wanted.checked(ids.get(), id, caller);
        return idempotent
                .once(
                        new RequestKey(caller, key, fingerprint(change)),
                        this::answer,
                        claim -> tenancy.asService(
                                grantCredits.grant(change, caller).flatMap(claim::complete)))
                .map(Answer::toResponse);
    }

    private Answer answer(Balance balance) {
        return new Answer(200, null, json.writeValueAsString(balance));
    }

    private String fingerprint(CreditChange change) {
        return json.writeValueAsString(
                List.of("credits", change.userId(), change.kind(), change.pages(), String.valueOf(change.reason())));
    }
}
