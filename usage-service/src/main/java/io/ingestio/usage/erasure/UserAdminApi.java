package io.ingestio.usage.erasure;

import static java.util.Objects.requireNonNull;

import io.ingestio.usage.admin.AdminAction;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/**
 * {@code DELETE /api/v1/admin/users/{id}?reason=…}: erases a person. The answer is 202, since the other services delete what they have
 * when the event reaches them; {@code Location} is where each service says how far it is. Role admin only.
 */
@RestController
class UserAdminApi {

    private final EraseUser eraseUser;

    UserAdminApi(EraseUser eraseUser) {
        this.eraseUser = eraseUser;
    }

    @ApiResponse(responseCode = "202")
    @DeleteMapping("/api/v1/admin/users/{id}")
    Mono<ResponseEntity<Void>> erase(
            @PathVariable String id, @RequestParam(required = false) @Nullable String reason, Principal admin) {
        AdminAction.check(id, reason)
                .require(!id.startsWith("erased-"), "id", "is the pseudonym of an erased user")
                .throwIfAny();
        URI progress = UriComponentsBuilder.fromPath("/api/v1/admin/users/{id}/erasure")
                .encode()
                .buildAndExpand(id)
                .toUri();
        return eraseUser
                .erase(id, admin.getName(), requireNonNull(reason))
                .thenReturn(ResponseEntity.accepted().location(progress).build());
    }
}
