package io.ingestio.usage.erasure;

import static java.util.Objects.requireNonNull;

import io.ingestio.usage.admin.AdminAction;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code DELETE /api/v1/admin/users/{id}?reason=…}: erases a person. Role admin only. */
@RestController
class UserAdminApi {

    private final EraseUser eraseUser;

    UserAdminApi(EraseUser eraseUser) {
        this.eraseUser = eraseUser;
    }

    @DeleteMapping("/api/v1/admin/users/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> erase(
            @PathVariable String id, @RequestParam(required = false) @Nullable String reason, Principal admin) {
        AdminAction.check(id, reason)
                .require(!id.startsWith("erased-"), "id", "is the pseudonym of an erased user")
                .throwIfAny();
        return eraseUser.erase(id, admin.getName(), requireNonNull(reason));
    }
}
