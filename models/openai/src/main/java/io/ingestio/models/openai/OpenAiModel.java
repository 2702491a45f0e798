package io.ingestio.models.openai;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.Timeout;
import com.openai.errors.OpenAIException;
import com.openai.models.ResponseFormatJsonObject;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.CompletionUsage;
import io.ingestio.contracts.ErrorCode;
import io.ingestio.models.DocumentContent;
import io.ingestio.models.Instructions;
import io.ingestio.models.Model;
import io.ingestio.models.ModelFailure;
import io.ingestio.models.ModelReply;
import io.ingestio.reader.DocumentReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The adapter {@code openai}: one call of the chat API per step, at temperature 0, in JSON mode. It never retries: retries are
 * decided in one place, with the job.
 */
public final class OpenAiModel implements Model, AutoCloseable {

    private static final String EXTRACT = resource("extract");
    private static final String CLASSIFY = resource("classify");
    private static final int IDLE_SECONDS = 60;

    private final OpenAIClient client;
    private final OpenAiSettings settings;
    private final DocumentMessage message;
    /**
     * Calls block their thread for seconds. Virtual threads: an interrupt closes the connection that one reads from, so that a cancelled
     * call is aborted at once.
     */
    private final Scheduler calls;

    public OpenAiModel(OpenAiSettings settings, DocumentReader reader) {
        String key = settings.apiKey();
        this.settings = settings;
        this.message = new DocumentMessage(reader, settings);
        this.calls = Schedulers.newBoundedElastic(
                settings.callsAtOnce(),
                Integer.MAX_VALUE,
                Thread.ofVirtual().name("model-call-", 1).factory(),
                IDLE_SECONDS);
        this.client = OpenAIOkHttpClient.builder()
                .baseUrl(settings.baseUrl())
                .apiKey(key == null || key.isBlank() ? "none" : key)
                .maxRetries(0)
                .timeout(Timeout.builder()
                        .connect(settings.connectTimeout())
                        .request(settings.timeout())
                        .build())
                .build();
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public Mono<ModelReply> classify(DocumentContent document) {
        return ask(CLASSIFY, "What kind of document is this?", document);
    }

    @Override
    public Mono<ModelReply> extract(DocumentContent document, Instructions instructions) {
        return ask(EXTRACT, ExtractTask.of(instructions), document);
    }

    private Mono<ModelReply> ask(String system, String task, DocumentContent document) {
        return Mono.defer(() -> {
            var aborted = new AtomicBoolean();
            return Mono.fromCallable(() -> unless(aborted, system, task, document))
                    .onErrorMap(ProviderErrors::toFailure)
                    .subscribeOn(calls)
                    .doOnCancel(() -> aborted.set(true));
        });
    }

    /** Null for an aborted call: its failure does not matter any more. */
    private @Nullable ModelReply unless(AtomicBoolean aborted, String system, String task, DocumentContent document)
            throws IOException {
        try {
            return call(system, task, document);
        } catch (OpenAIException failure) {
            if (aborted.get()) {
                return null;
            }
            throw failure;
        }
    }

    private ModelReply call(String system, String task, DocumentContent document) throws IOException {
        List<ChatCompletionContentPart> parts = new ArrayList<>();
        parts.add(DocumentMessage.text("The user asks:\n" + task + "\n\nThe document follows."));
        parts.addAll(message.parts(document));
        ChatCompletion completion = client.chat()
                .completions()
                .create(ChatCompletionCreateParams.builder()
                        .model(settings.name())
                        .temperature(0)
                        .responseFormat(ResponseFormatJsonObject.builder().build())
                        .addSystemMessage(system)
                        .addUserMessageOfArrayOfContentParts(parts)
                        .build());
        String text = completion.choices().stream()
                .findFirst()
                .flatMap(choice -> choice.message().content())
                .orElseThrow(() -> new ModelFailure(
                        ModelFailure.Kind.BAD_OUTPUT,
                        ErrorCode.MODEL_OUTPUT,
                        "The model's answer was empty.",
                        null,
                        null));
        return new ModelReply(
                text,
                completion.model(),
                completion.usage().map(CompletionUsage::promptTokens).orElse(0L),
                completion.usage().map(CompletionUsage::completionTokens).orElse(0L));
    }

    static String resource(String name) {
        try (InputStream text = OpenAiModel.class.getResourceAsStream("v1/" + name + ".txt")) {
            if (text == null) {
                throw new IllegalStateException("no system prompt " + name);
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        calls.dispose();
        client.close();
    }
}
