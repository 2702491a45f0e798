package io.ingestio.extraction.extract;

import io.ingestio.contracts.DataReference;
import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.extraction.extract.ModelCalls.Step;
import io.ingestio.extraction.extract.ReplyReader.Result;
import io.ingestio.extraction.job.Job;
import io.ingestio.extraction.job.JobWork;
import io.ingestio.extraction.job.Outcome;
import io.ingestio.extraction.learning.FindExamples;
import io.ingestio.extraction.learning.SenderLayout;
import io.ingestio.extraction.prompt.ResolvePrompt;
import io.ingestio.extraction.prompt.ResolvedPrompt;
import io.ingestio.extraction.result.StoreResult;
import io.ingestio.extraction.result.Summary;
import io.ingestio.jsonschema.DataSchema;
import io.ingestio.models.CorrectionExamples;
import io.ingestio.models.DefaultPrompts;
import io.ingestio.models.DocumentContent;
import io.ingestio.models.Instructions;
import io.ingestio.models.Model;
import io.ingestio.models.ModelReply;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The story of one extraction: reserve the pages, fetch and read the document, resolve its prompt, call the model with what people
 * corrected in documents of the same layout, check the reply, store its data if they are too large for an event. The result is returned:
 * the queue ends the job together with its event. What a failure means is decided by {@link FailurePolicy} alone.
 */
@Component
class ExtractDocument implements JobWork {

    private static final Logger LOG = LoggerFactory.getLogger(ExtractDocument.class);
    private static final String DAMAGED =
            "The file is damaged: it had more than the pages that were found, and could be read, in it.";

    private final UsageClient usage;
    private final SourceFile sourceFile;
    private final ResolvePrompt resolvePrompt;
    private final FindExamples findExamples;
    private final Model model;
    private final ModelCalls modelCalls;
    private final ReplyReader replyReader;
    private final StoreResult storeResult;
    private final ModelGate modelGate;
    private final FailurePolicy failurePolicy;
    private final Scheduler replyChecks;
    private final Clock clock;

    ExtractDocument(
            UsageClient usage,
            SourceFile sourceFile,
            ResolvePrompt resolvePrompt,
            FindExamples findExamples,
            Model model,
            ModelCalls modelCalls,
            ReplyReader replyReader,
            StoreResult storeResult,
            ModelGate modelGate,
            FailurePolicy failurePolicy,
            Scheduler replyChecks,
            Clock clock) {
        this.usage = usage;
        this.sourceFile = sourceFile;
        this.resolvePrompt = resolvePrompt;
        this.findExamples = findExamples;
        this.model = model;
        this.modelCalls = modelCalls;
        this.replyReader = replyReader;
        this.storeResult = storeResult;
        this.modelGate = modelGate;
        this.failurePolicy = failurePolicy;
        this.replyChecks = replyChecks;
        this.clock = clock;
    }

    @Override
    public Mono<Outcome> run(Job job) {
        return schema(job)
                .flatMap(schema -> usage.reserve(job)
                        .then(Mono.defer(() -> sourceFile.with(job, content -> extract(job, schema, content)))))
                .map(Outcome.Completed::new);
    }

    @Override
    public boolean isAvailable() {
        return modelGate.isAvailable();
    }

    @Override
    public int capacity(int free, int running) {
        return modelGate.capacity(free, running);
    }

    @Override
    public Outcome failed(Job job, Throwable failure) {
        LOG.info(
                "attempt failed job={} document={} attempt={} failure={}",
                job.id(),
                job.documentId(),
                job.claim().attempt(),
                failure.toString());
        LOG.debug("attempt failed job={}", job.id(), failure);
        return failurePolicy.outcome(job, failure, clock.instant());
    }

    /** Compiled first: a schema that cannot be used costs no reservation and no call. */
    private Mono<Optional<DataSchema>> schema(Job job) {
        String schema = job.request().schema();
        return schema == null
                ? Mono.just(Optional.empty())
                : Mono.fromCallable(() -> Optional.of(DataSchema.compile(schema)))
                        .subscribeOn(replyChecks);
    }

    private Mono<ExtractionCompleted> extract(Job job, Optional<DataSchema> schema, DocumentContent content) {
        return resolvePrompt
                .resolve(job.request(), classify(job, content))
                .map(prompt -> content.text().damaged() ? prompt.withWarning(DAMAGED) : prompt)
                .zipWith(layout(content), Recognized::new)
                .flatMap(recognized -> reply(job, content, recognized)
                        .flatMap(reply -> read(job, reply, schema)
                                .flatMap(result -> stored(job, result)
                                        .map(reference -> completed(job, recognized, reply, result, reference)))));
    }

    /** What is known of a document before its data are. */
    private record Recognized(ResolvedPrompt prompt, Optional<String> layout) {}

    private Mono<Optional<String>> layout(DocumentContent content) {
        return Mono.fromCallable(() -> SenderLayout.of(content.text())).subscribeOn(replyChecks);
    }

    private Mono<ModelReply> reply(Job job, DocumentContent content, Recognized document) {
        return findExamples
                .of(job.userId(), document.layout(), job.claim().startedAt())
                .map(examples -> instructions(job, document.prompt(), examples))
                .flatMap(instructions -> modelCalls.once(job, Step.EXTRACT, model.extract(content, instructions)));
    }

    /** An unusable classification leaves the type open; a model that cannot be reached is a failure. */
    private Mono<String> classify(Job job, DocumentContent content) {
        return modelCalls
                .once(job, Step.CLASSIFY, model.classify(content))
                .publishOn(replyChecks)
                .mapNotNull(reply -> replyReader.readDocumentType(reply.text()))
                .onErrorResume(UnusableReply.class, unusable -> Mono.empty());
    }

    private static Instructions instructions(Job job, ResolvedPrompt prompt, CorrectionExamples examples) {
        return new Instructions(
                prompt.prompt(), prompt.documentType(), job.request().schema(), examples);
    }

    private Mono<Result> read(Job job, ModelReply reply, Optional<DataSchema> schema) {
        return Mono.fromCallable(() -> replyReader.read(reply.text(), schema))
                .subscribeOn(replyChecks)
                .onErrorResume(
                        UnusableReply.class,
                        unusable -> modelCalls.forget(job, Step.EXTRACT).then(Mono.error(unusable)));
    }

    /** Where the data lie; empty if the event carries them. */
    private Mono<Optional<DataReference>> stored(Job job, Result result) {
        return storeResult
                .store(job.id(), job.claim().leaseEpoch(), result.data())
                .singleOptional();
    }

    private ExtractionCompleted completed(
            Job job, Recognized document, ModelReply reply, Result result, Optional<DataReference> reference) {
        ResolvedPrompt prompt = document.prompt();
        String classified = prompt.documentType();
        String replied = result.documentType();
        String documentType = classified != null ? classified : replied != null ? replied : DefaultPrompts.OTHER;
        return new ExtractionCompleted(
                job.batchId(),
                job.documentId(),
                job.userId(),
                job.run(),
                job.file().filename(),
                job.file().pages(),
                prompt.prompt(),
                documentType,
                reference.isPresent() ? null : result.data(),
                reference.orElse(null),
                Summary.of(result.data()),
                prompt.warnings(),
                reply.model(),
                reply.inputTokens(),
                reply.outputTokens(),
                clock.instant(),
                document.layout().orElse(null));
    }
}
