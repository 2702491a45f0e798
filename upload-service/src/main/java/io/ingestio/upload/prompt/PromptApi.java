package io.ingestio.upload.prompt;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.contracts.request.TextLimits;
import io.ingestio.http.Problem;
import io.ingestio.http.Text;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code /api/v1/prompts}: prompts under names, for many batches. */
@RestController
@RequestMapping("/api/v1/prompts")
class PromptApi {

    private static final int MAX_NAME = 255;

    private final SavedPrompts prompts;

    PromptApi(SavedPrompts prompts) {
        this.prompts = prompts;
    }

    record PromptBody(@Nullable String name, @Nullable String prompt) {
        String checkedName() {
            return checked("name", name, MAX_NAME);
        }

        String checkedPrompt() {
            return checked("prompt", prompt, TextLimits.PROMPT);
        }

        private static String checked(String member, @Nullable String text, int most) {
            if (text == null || !Text.isGiven(text, most)) {
                throw Problem.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        ErrorCode.INVALID_REQUEST,
                        "%s must have 1 to %,d characters.".formatted(member, most));
            }
            return text.strip();
        }
    }

    /** All of them, by name. */
    record PromptList(List<SavedPrompt> items) {}

    @ApiResponse(responseCode = "201")
    @PostMapping
    Mono<ResponseEntity<SavedPrompt>> create(@RequestBody PromptBody body, Principal user) {
        return prompts.add(user.getName(), body.checkedName(), body.checkedPrompt())
                .map(prompt -> ResponseEntity.created(URI.create("/api/v1/prompts/" + prompt.id()))
                        .body(prompt));
    }

    @GetMapping
    Mono<PromptList> list(Principal user) {
        return prompts.all(user.getName()).collectList().map(PromptList::new);
    }

    @GetMapping("/{id}")
    Mono<SavedPrompt> one(@PathVariable UUID id, Principal user) {
        return prompts.find(user.getName(), id).switchIfEmpty(Mono.error(PromptApi::unknown));
    }

    @PutMapping("/{id}")
    Mono<SavedPrompt> replace(@PathVariable UUID id, @RequestBody PromptBody body, Principal user) {
        return prompts.replace(user.getName(), id, body.checkedName(), body.checkedPrompt())
                .switchIfEmpty(Mono.error(PromptApi::unknown));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(@PathVariable UUID id, Principal user) {
        return prompts.delete(user.getName(), id)
                .filter(deleted -> deleted)
                .switchIfEmpty(Mono.error(PromptApi::unknown))
                .then();
    }

    private static Problem unknown() {
        return Problem.notFound("saved prompt");
    }
}
