package io.ingestio.models.offline;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.models.DocumentContent;
import io.ingestio.models.Instructions;
import io.ingestio.models.Model;
import io.ingestio.models.ModelFailure;
import io.ingestio.models.ModelReply;
import io.ingestio.models.ocr.Ocr;
import io.ingestio.models.offline.field.Fields;
import io.ingestio.models.offline.page.Scans;
import io.ingestio.models.offline.prompt.FieldRequest;
import io.ingestio.models.offline.prompt.PromptFields;
import io.ingestio.models.offline.value.KeyValuePairs;
import io.ingestio.models.offline.value.Reading;
import io.ingestio.reader.DocumentReader;
import io.ingestio.reader.ReaderUnavailable;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The offline engine: rules, not AI. The same document and prompt give the same reply, character by character, without a
 * network.
 *
 * <p>Amounts are exact decimals, dates are {@code yyyy-MM-dd}, a field that the document does not state is null. A prompt
 * that names fields gets exactly these; one that names none gets the fields of the document's type; a given schema
 * overrides both.
 */
public final class OfflineModel implements Model {
    private static final String NAME = "offline-rules-1";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final Scans scans;
    private final Scheduler scheduler;

    /**
     * @param reader renders scanned pages
     * @param ocr reads pictures
     * @param scheduler runs the rules; bounded, and its threads may block
     */
    public OfflineModel(DocumentReader reader, Ocr ocr, Scheduler scheduler) {
        this.scans = new Scans(reader, ocr, scheduler);
        this.scheduler = scheduler;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Mono<ModelReply> classify(DocumentContent document) {
        return ruled(document, reading -> reply(Map.of("documentType", Classifier.type(reading))));
    }

    @Override
    public Mono<ModelReply> extract(DocumentContent document, Instructions instructions) {
        return ruled(document, reading -> {
            String type = instructions.documentType() != null ? instructions.documentType() : Classifier.type(reading);
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("documentType", type);
            answer.put("data", data(reading, type, instructions));
            return reply(answer);
        });
    }

    private Mono<ModelReply> ruled(DocumentContent document, Function<Reading, ModelReply> rules) {
        return scans.complete(document)
                .publishOn(scheduler)
                .map(text -> guarded(() -> rules.apply(Reading.of(text))))
                .onErrorMap(
                        failure -> failure instanceof ReaderUnavailable || failure instanceof UncheckedIOException,
                        OfflineModel::unavailable);
    }

    /**
     * An exception in a rule is the document's failure. A stack overflow is caught here, because Reactor rethrows it without
     * signalling an error.
     */
    private static ModelReply guarded(Supplier<ModelReply> rules) {
        try {
            return rules.get();
        } catch (ModelFailure failure) {
            throw failure;
        } catch (RuntimeException | StackOverflowError e) {
            throw new ModelFailure(
                    ModelFailure.Kind.DOCUMENT,
                    ErrorCode.OFFLINE_RULES_FAILED,
                    "The offline engine cannot read this document. Choose another model for it.",
                    null,
                    e);
        }
    }

    private static ModelFailure unavailable(Throwable cause) {
        return new ModelFailure(
                ModelFailure.Kind.UNAVAILABLE,
                ErrorCode.OFFLINE_ENGINE_UNAVAILABLE,
                "The offline engine cannot work now.",
                null,
                cause);
    }

    static Map<String, @Nullable Object> data(Reading reading, String type, Instructions instructions) {
        var fields = new Fields(reading, type);
        if (instructions.schema() != null) {
            return new SchemaShape(fields, reading).data(schema(instructions.schema()));
        }
        List<FieldRequest> requests = PromptFields.of(instructions.prompt());
        if (requests.isEmpty()) {
            List<String> defaults = Fields.defaults(type);
            return defaults.isEmpty() ? new KeyValuePairs(reading).all() : fields.all(defaults);
        }
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        requests.forEach(request -> data.put(request.key(), fields.value(request)));
        return data;
    }

    private static JsonNode schema(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            throw new ModelFailure(
                    ModelFailure.Kind.DOCUMENT, ErrorCode.INVALID_SCHEMA, "The schema is not JSON.", null, e);
        }
    }

    private static ModelReply reply(Map<String, ?> answer) {
        return new ModelReply(JSON.writeValueAsString(answer), NAME, 0, 0);
    }
}
