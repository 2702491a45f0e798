package io.ingestio.upload.draft;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.UploadEvent.BatchDrafted;
import io.ingestio.contracts.usage.Admission;
import io.ingestio.database.Tenancy;
import io.ingestio.database.idempotency.Claim;
import io.ingestio.http.Problem;
import io.ingestio.messaging.outbox.Outbox;
import io.ingestio.upload.file.InspectFile;
import io.ingestio.upload.receive.ReceiveSettings;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Opens a batch whose files arrive one by one. A file whose announced size is enough to reject it is rejected at once. */
@Component
class OpenDraft {

    private final DraftTable drafts;
    private final DraftFileTable files;
    private final Outbox outbox;
    private final Tenancy tenancy;
    private final DraftSettings settings;
    private final ReceiveSettings limits;
    private final Clock clock;
    private final Supplier<UUID> ids;

    OpenDraft(
            DraftTable drafts,
            DraftFileTable files,
            Outbox outbox,
            Tenancy tenancy,
            DraftSettings settings,
            ReceiveSettings limits,
            Clock clock,
            Supplier<UUID> ids) {
        this.drafts = drafts;
        this.files = files;
        this.outbox = outbox;
        this.tenancy = tenancy;
        this.settings = settings;
        this.limits = limits;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * @throws Problem 409 {@code too_many_drafts}
     */
    Mono<DraftView> open(Claim<DraftView> claim, NewDraft wanted, Admission admission) {
        Draft draft = draft(claim.userId(), wanted, admission);
        List<DraftFile> expected = IntStream.range(0, wanted.files().size())
                .mapToObj(position -> file(draft, wanted, position))
                .toList();
        var view = DraftView.of(draft, expected);
        return tenancy.asUser(
                draft.userId(),
                drafts.countOpen(draft.userId())
                        .flatMap(open -> open < settings.perUser() ? drafts.insert(draft) : Mono.error(tooMany()))
                        .then(files.insert(draft.userId(), expected))
                        .then(outbox.append(drafted(draft, expected.size())))
                        .then(claim.complete(view)));
    }

    private Draft draft(String userId, NewDraft wanted, Admission admission) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new Draft(
                ids.get(),
                userId,
                wanted.name(),
                wanted.strategy().wireName(),
                wanted.globalPrompt(),
                wanted.schema(),
                Math.min(admission.maxFileBytes(), limits.maxFileSize().toBytes()),
                now,
                now.plus(settings.age()),
                null,
                null);
    }

    private DraftFile file(Draft draft, NewDraft wanted, int position) {
        NewDraft.File file = wanted.files().get(position);
        UUID id = ids.get();
        String prompt = wanted.promptOf(position);
        if (file.size() > draft.maxFileBytes()) {
            String detail = InspectFile.tooLarge(draft.maxFileBytes());
            return DraftFile.rejected(
                    id, draft.id(), position, file, prompt, ErrorCode.FILE_TOO_LARGE.wireName(), detail);
        }
        if (file.size() == 0) {
            String detail = "The file is empty.";
            return DraftFile.rejected(id, draft.id(), position, file, prompt, ErrorCode.EMPTY_FILE.wireName(), detail);
        }
        return DraftFile.expected(id, draft.id(), position, file, prompt);
    }

    private static BatchDrafted drafted(Draft draft, int files) {
        return new BatchDrafted(
                draft.id(),
                draft.userId(),
                draft.name(),
                draft.promptStrategy(),
                draft.globalPrompt(),
                files,
                draft.createdAt(),
                draft.expiresAt());
    }

    private Problem tooMany() {
        return Problem.of(
                HttpStatus.CONFLICT,
                ErrorCode.TOO_MANY_DRAFTS,
                "You have %d open drafts. Submit or cancel one first.".formatted(settings.perUser()));
    }
}
