package io.ingestio.launcher.soak;

import io.ingestio.launcher.client.ApiRefused;
import io.ingestio.launcher.client.IngestioClient;
import io.ingestio.launcher.client.Submission;
import io.ingestio.launcher.client.SubmissionRequest;
import io.ingestio.launcher.part.Pause;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user with a paid plan who sends what must be refused, one request after the other. Every answer but the right refusal is counted. */
final class HostileUser implements Runnable {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final String PROMPT_TOO_LONG = "x".repeat(20_001);
    private static final String FIELD_TOO_LARGE = "x".repeat(2 << 20);

    private final List<Attack> attacks;
    private final Tally tally;

    /** @param codes of which one must be in the refusal, or in that of each file */
    private record Attack(String name, Set<String> codes, Runnable request) {}

    private HostileUser(List<Attack> attacks, Tally tally) {
        this.attacks = attacks;
        this.tally = tally;
    }

    /** @param folder for the files */
    static HostileUser of(URI baseUrl, String token, Path folder, Tally tally) throws IOException {
        var client = new IngestioClient(baseUrl, token);
        var stranger = new IngestioClient(baseUrl, "no-token");
        var forger = new IngestioClient(baseUrl, token.substring(0, token.lastIndexOf('.') + 1) + "AAAA");
        Path text = HostileFiles.noPdf(folder, "text.pdf");
        return new HostileUser(
                List.of(
                        file(client, text, "unsupported_file_type"),
                        file(client, HostileFiles.truncatedPdf(folder), "unreadable_pdf"),
                        file(client, HostileFiles.hugePicture(folder), "resource_limit"),
                        schema(client, text, "{\"$ref\":\"#\"}"),
                        schema(client, text, "{\"properties\":{\"a\":{\"pattern\":\"[\"}}}"),
                        schema(client, text, "[".repeat(10_000)),
                        prompt(client, text, PROMPT_TOO_LONG, "prompt_too_long"),
                        prompt(client, text, FIELD_TOO_LARGE, "request_too_large"),
                        new Attack(
                                "too many files",
                                Set.of("too_many_files"),
                                submission(client, HostileFiles.tooMany(folder), null, null)),
                        new Attack("no token", Set.of("unauthorized"), stranger::batches),
                        new Attack("forged token", Set.of("unauthorized"), forger::batches),
                        new Attack(
                                "batch of another user",
                                Set.of("not_found"),
                                () -> client.batch(tally.newestBatch().orElseGet(UUID::randomUUID))),
                        file(client, HostileFiles.bomb(folder), "resource_limit")),
                tally);
    }

    private static Attack file(IngestioClient client, Path file, String code) {
        return new Attack(
                "the file " + file.getFileName(), Set.of(code), submission(client, List.of(file), null, null));
    }

    private static Attack schema(IngestioClient client, Path file, String schema) {
        return new Attack(
                "the schema " + schema.substring(0, Math.min(schema.length(), 40)),
                Set.of("invalid_schema"),
                submission(client, List.of(file), "all", schema));
    }

    private static Attack prompt(IngestioClient client, Path file, String prompt, String code) {
        return new Attack(
                "a prompt of " + prompt.length(), Set.of(code), submission(client, List.of(file), prompt, null));
    }

    private static Runnable submission(
            IngestioClient client, List<Path> files, @Nullable String prompt, @Nullable String schema) {
        return () ->
                client.submit(SubmissionRequest.of("Hostile", files, prompt).withSchema(schema));
    }

    @Override
    public void run() {
        for (int round = 0; !tally.isOver(); round++) {
            attack(attacks.get(round % attacks.size()));
            Pause.of(PAUSE);
        }
    }

    private void attack(Attack attack) {
        try {
            attack.request().run();
            tally.surprise("accepted from the hostile user: " + attack.name());
        } catch (ApiRefused refused) {
            judge(attack, refused);
        } catch (RuntimeException e) {
            tally.surprise("no answer to the hostile user, " + attack.name() + ": " + e);
        }
    }

    /** The plan's rate may refuse any of them first. */
    private void judge(Attack attack, ApiRefused refused) {
        List<String> codes = refused.rejectedFiles().isEmpty()
                ? List.of(refused.code())
                : refused.rejectedFiles().stream()
                        .map(Submission.Rejected::code)
                        .toList();
        if (refused.code().equals("rate_limited") || attack.codes().containsAll(codes)) {
            tally.attackRefused();
        } else {
            tally.surprise("refused to the hostile user, %s, with %s %s instead of %s"
                    .formatted(attack.name(), refused.status(), codes, attack.codes()));
        }
    }
}
