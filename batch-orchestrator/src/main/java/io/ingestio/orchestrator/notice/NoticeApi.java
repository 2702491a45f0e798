package io.ingestio.orchestrator.notice;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.database.Tenancy;
import io.ingestio.http.FieldErrors;
import io.ingestio.http.Problem;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * {@code /api/v1/notices}: whether a user gets an e-mail when a batch has ended. It goes to the address in the token of the user's own
 * request, which the issuer has verified: no request names an address, so none can send mail to another person.
 */
@RestController
@RequestMapping("/api/v1/notices")
class NoticeApi {

    private static final String ON = "on";
    private static final String OFF = "off";
    private static final int LONGEST_ADDRESS = 320;

    private final NoticeAddressTable addresses;
    private final SmtpSettings settings;
    private final Tenancy tenancy;

    NoticeApi(NoticeAddressTable addresses, SmtpSettings settings, Tenancy tenancy) {
        this.addresses = addresses;
        this.settings = settings;
        this.tenancy = tenancy;
    }

    /** @param email {@code on} or {@code off} */
    record NoticesRequest(@Nullable String email) {}

    /**
     * @param email     {@code on} or {@code off}
     * @param address   null while off
     * @param available whether this installation sends e-mails
     */
    record NoticesView(String email, @Nullable String address, boolean available) {}

    @GetMapping
    Mono<NoticesView> read(Principal user) {
        return tenancy.asUser(user.getName(), addresses.find(user.getName()))
                .map(address -> new NoticesView(ON, address, settings.isConfigured()))
                .defaultIfEmpty(new NoticesView(OFF, null, settings.isConfigured()));
    }

    @PutMapping
    Mono<NoticesView> change(@RequestBody NoticesRequest body, Principal user, @AuthenticationPrincipal Jwt token) {
        new FieldErrors()
                .require(ON.equals(body.email()) || OFF.equals(body.email()), "email", "must be on or off")
                .throwIfAny();
        String userId = user.getName();
        Mono<Void> change =
                ON.equals(body.email()) ? addresses.save(userId, addressOf(token)) : addresses.delete(userId);
        return tenancy.asUser(userId, change).then(read(user));
    }

    private String addressOf(Jwt token) {
        if (!settings.isConfigured()) {
            throw Problem.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    ErrorCode.MAIL_NOT_CONFIGURED,
                    "This installation sends no e-mails.");
        }
        @Nullable String address = token.getClaimAsString("email");
        @Nullable Boolean verified = token.getClaimAsBoolean("email_verified");
        if (address == null || !Boolean.TRUE.equals(verified) || !isAddress(address)) {
            throw Problem.of(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    ErrorCode.EMAIL_NOT_VERIFIED,
                    "Your token has no verified e-mail address. Verify it where you sign in, then ask again.");
        }
        return address;
    }

    /** Of one recipient, without what would end a header or a command. */
    private static boolean isAddress(String text) {
        return text.length() <= LONGEST_ADDRESS
                && text.matches("[^\\s@<>,;:\"()\\[\\]\\\\\\p{C}]+@[^\\s@<>,;:\"()\\[\\]\\\\\\p{C}]+");
    }
}
