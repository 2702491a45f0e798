package io.ingestio.extraction.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.ingestio.extraction.job.Job;
import io.ingestio.models.DefaultPrompts;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import reactor.core.publisher.Mono;

class ResolvePromptTest {

    @SuppressWarnings("unused") // read by JUnit
    static final List<String> TYPES = DefaultPrompts.TYPES;

    private final DefaultPrompts defaults = new DefaultPrompts();
    private final ResolvePrompt resolvePrompt = new ResolvePrompt(defaults);

    @Test
    void givenPromptIsUsedWithoutClassification() {
        Mono<String> never = Mono.error(new AssertionError("classified although a prompt was given"));
        assertThat(resolvePrompt.resolve(request("the total", null), never).block())
                .isEqualTo(ResolvedPrompt.given("the total"))
                .satisfies(prompt -> assertThat(prompt.documentType()).isNull());
    }

    @ParameterizedTest
    @FieldSource("TYPES")
    void knownTypeGetsItsDefaultPrompt(String type) {
        ResolvedPrompt prompt =
                resolvePrompt.resolve(request(null, null), Mono.just(type)).block();
        assertThat(prompt.prompt()).isEqualTo(defaults.of(type)).isNotBlank();
        assertThat(prompt.documentType()).isEqualTo(type);
        assertThat(prompt.warnings()).isEmpty();
    }

    @Test
    void unknownTypeGetsTheGeneralPromptAndWarns() {
        assertGeneral(Mono.just("love letter"));
    }

    @Test
    void noTypeGetsTheGeneralPromptAndWarns() {
        assertGeneral(Mono.empty());
    }

    @Test
    void namedTypeIsUsedWithoutClassification() {
        Mono<String> never = Mono.error(new AssertionError("classified although a type was named"));

        ResolvedPrompt prompt =
                resolvePrompt.resolve(request(null, "receipt"), never).block();

        assertThat(prompt.documentType()).isEqualTo("receipt");
        assertThat(prompt.prompt()).isEqualTo(defaults.of("receipt"));
    }

    private static Job.Request request(@Nullable String prompt, @Nullable String documentType) {
        return new Job.Request(prompt, documentType, null);
    }

    private void assertGeneral(Mono<String> classification) {
        ResolvedPrompt prompt =
                resolvePrompt.resolve(request(null, null), classification).block();
        assertThat(prompt.prompt()).isEqualTo(defaults.of(DefaultPrompts.OTHER));
        assertThat(prompt.documentType()).isEqualTo(DefaultPrompts.OTHER);
        assertThat(prompt.warnings()).singleElement().asString().contains("general prompt");
    }
}
