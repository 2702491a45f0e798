package io.ingestio.extraction.extract;

import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.extraction.extract.ModelCalls.Step;
import io.ingestio.extraction.extract.ReplyReader.Result;
import io.ingestio.extraction.job.Job;
import io.ingestio.extraction.job.JobWork;
import io.ingestio.extraction.job.Outcome;
import io.ingestio.extraction.prompt.ResolvePrompt;
import io.ingestio.extraction.prompt.ResolvedPrompt;
import io.ingestio.models.DefaultPrompts;
import io.ingestio.models.DocumentContent;
import io.ingestio.models.Instructions;
import io.ingestio.models.Model;
import io.ingestio.models.ModelReply;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The story of one extraction: reserve the pages, fetch and read the document, resolve its prompt, call the model, check the reply.
 * The result is returned, not stored: the queue ends the job together with its event. What a failure means is decided by {@link
 * FailurePolicy} alone.
 */
@Component
class ExtractDocument implements JobWork {

    private static final Logger LOG = LoggerFactory.getLogger(ExtractDocument.class);

    private final UsageClient usage;
    private final SourceFile sourceFile;
    private final ResolvePrompt resolvePrompt;
    private final Model model;
    private final ModelCalls modelCalls;
    private final ReplyReader replyReader;
    private final FailurePolicy failurePolicy;
    private final Clock clock;

    ExtractDocument(
            UsageClient usage,
            SourceFile sourceFile,
            ResolvePrompt resolvePrompt,
            Model model,
            ModelCalls modelCalls,
            ReplyReader replyReader,
            FailurePolicy failurePolicy,
            Clock clock) {
        this.usage = usage;
        this.sourceFile = sourceFile;
        this.resolvePrompt = resolvePrompt;
        this.model = model;
        this.modelCalls = modelCalls;
        this.replyReader = replyReader;
        this.failurePolicy = failurePolicy;
        this.clock = clock;
    }

    @Override
    public Mono<Outcome> run(Job job) {
        return usage.reserve(job)
                .then(Mono.defer(() -> sourceFile.with(job, content -> extract(job, content))))
                .map(Outcome.Completed::new);
    }

    @Override
    public Outcome failed(Job job, Throwable failure) {
        LOG.info(
                "attempt failed: job={} document={} attempt={} cause={}",
                job.id(),
                job.documentId(),
                job.claim().attempt(),
                failure.toString());
        LOG.debug("attempt failed: job={}", job.id(), failure);
        return failurePolicy.outcome(job, failure, clock.instant());
    }

    private Mono<ExtractionCompleted> extract(Job job, DocumentContent content) {
        return resolvePrompt
                .resolve(job.request().prompt(), classify(job, content))
                .flatMap(prompt -> modelCalls
                        .once(job, Step.EXTRACT, model.extract(content, instructions(job, prompt)))
                        .flatMap(reply -> read(job, reply).map(result -> completed(job, prompt, reply, result))));
    }

    /** An unusable classification leaves the type open; a model that cannot be reached is a failure. */
    private Mono<String> classify(Job job, DocumentContent content) {
        return modelCalls
                .once(job, Step.CLASSIFY, model.classify(content))
                .mapNotNull(reply -> replyReader.readDocumentType(reply.text()))
                .onErrorResume(UnusableReply.class, unusable -> Mono.empty());
    }

    private static Instructions instructions(Job job, ResolvedPrompt prompt) {
        return new Instructions(
                prompt.prompt(), prompt.documentType(), job.request().schema());
    }

    private Mono<Result> read(Job job, ModelReply reply) {
        return Mono.fromCallable(
                        () -> replyReader.read(reply.text(), job.request().schema()))
                .onErrorResume(
                        UnusableReply.class,
                        unusable -> modelCalls.forget(job, Step.EXTRACT).then(Mono.error(unusable)));
    }

    private ExtractionCompleted completed(Job job, ResolvedPrompt prompt, ModelReply reply, Result result) {
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
                result.data(),
                prompt.warnings(),
                reply.model(),
                reply.inputTokens(),
                reply.outputTokens(),
                clock.instant());
    }
}
