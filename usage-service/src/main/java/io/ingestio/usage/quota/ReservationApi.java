package io.ingestio.usage.quota;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.RunId;
import io.ingestio.contracts.usage.ReservationAnswer;
import io.ingestio.contracts.usage.ReservationRequest;
import io.ingestio.database.Tenancy;
import io.ingestio.http.FieldErrors;
import io.ingestio.http.Problem;
import io.ingestio.http.Text;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * {@code PUT /internal/reservations/{id}}: reserves pages for one run of a document. May be repeated: each call renews the
 * reservation and answers its state. Answers 409 {@code reservation_mismatch} if the id stands for something else.
 */
@RestController
class ReservationApi {

    private final ReservationTable reservations;
    private final QuotaSettings settings;
    private final QuotaMeters meters;
    private final PublishQuotaExhausted publishQuotaExhausted;
    private final Tenancy tenancy;

    ReservationApi(
            ReservationTable reservations,
            QuotaSettings settings,
            QuotaMeters meters,
            PublishQuotaExhausted publishQuotaExhausted,
            Tenancy tenancy) {
        this.reservations = reservations;
        this.publishQuotaExhausted = publishQuotaExhausted;
        this.settings = settings;
        this.meters = meters;
        this.tenancy = tenancy;
    }

    @PutMapping("/internal/reservations/{id}")
    Mono<ReservationAnswer> reserve(@PathVariable UUID id, @RequestBody ReservationRequest wanted) {
        new FieldErrors()
                .require(Text.isGiven(wanted.userId(), 255), "userId", "must have 1 to 255 characters")
                .require(Objects.nonNull(wanted.documentId()), "documentId", "must be given")
                .require(wanted.run() >= 1, "run", "must be at least 1")
                .require(wanted.pages() >= 1, "pages", "must be at least 1")
                .throwIfAny();
        if (!id.equals(RunId.of(wanted.documentId(), wanted.run()))) {
            throw mismatch();
        }
        return tenancy.statementAsService(reservations.reserve(id, wanted, settings.lifetime()))
                .doOnNext(reserved -> meters.answered(reserved.result()))
                .flatMap(reserved -> switch (reserved.result()) {
                    case MISMATCH -> Mono.error(mismatch());
                    case INSUFFICIENT ->
                        publishQuotaExhausted.once(wanted, reserved).thenReturn(reserved.answer(id));
                    case RESERVED, COMMITTED, RELEASED -> Mono.just(reserved.answer(id));
                });
    }

    private static Problem mismatch() {
        return Problem.of(
                HttpStatus.CONFLICT,
                ErrorCode.RESERVATION_MISMATCH,
                "This reservation is known for another user, document, run or number of pages.");
    }
}
