package io.ingestio.extraction.extract;

import io.ingestio.contracts.ExtractionEvent.ExtractionCompleted;
import io.ingestio.contracts.ExtractionEvent.ExtractionFailed;
import io.ingestio.extraction.extract.ModelCalls.Step;
import io.ingestio.extraction.extract.ReplyReader.Result;
import io.ingestio.extraction.job.FinishedJobs;
import io.ingestio.extraction.job.Job;
import io.ingestio.extraction.job.JobWork;
import io.ingestio.extraction.job.WorkerSettings;
import io.ingestio.extraction.prompt.ResolvePrompt;
import io.ingestio.extraction.prompt.ResolvedPrompt;
import io.ingestio.models.DefaultPrompts;
import io.ingestio.models.DocumentContent;
import io.ingestio.models.Instructions;
import io.ingestio.models.Model;
import io.ingestio.models.ModelReply;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The story of one extraction. The pages are set aside at usage, the document is fetched and read, its prompt is resolved, the
 * model is asked, the reply is checked, and the job ends together with its event.
 *
 * <p>Whatever goes wrong is sorted once, at the end: the document's fault ends the job, the attempt's fault is tried again a few
 * times, the surroundings' fault waits without end.
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
    private final FinishedJobs finishedJobs;
    private final WorkerSettings settings;
    private final Clock clock;

    ExtractDocument(
            UsageClient usage,
            SourceFile sourceFile,
            ResolvePrompt resolvePrompt,
            Model model,
            ModelCalls modelCalls,
            ReplyReader replyReader,
            FinishedJobs finishedJobs,
            WorkerSettings settings,
            Clock clock) {
        this.usage = usage;
        this.sourceFile = sourceFile;
        this.resolvePrompt = resolvePrompt;
        this.model = model;
        this.modelCalls = modelCalls;
        this.replyReader = replyReader;
        this.finishedJobs = finishedJobs;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Mono<Outcome> run(Job job) {
        return usage.reserve(job)
                .then(Mono.defer(() -> sourceFile.with(job, content -> extract(job, content))))
                .flatMap(event -> finishedJobs.complete(job, event))
                .map(taken -> settled(job, taken))
                .onErrorResume(failure -> end(job, failure));
    }

    private Mono<ExtractionCompleted> extract(Job job, DocumentContent content) {
        return resolvePrompt
                .resolve(job.prompt(), classify(job, content))
                .flatMap(prompt -> modelCalls
                        .once(job, Step.EXTRACT, model.extract(content, instructions(job, prompt)))
                        .flatMap(reply -> read(job, reply).map(result -> completed(job, prompt, reply, result))));
    }

    /** A classifier that fails in its answer leaves the type open; one that cannot be reached is waited for. */
    private Mono<String> classify(Job job, DocumentContent content) {
        return modelCalls
                .once(job, Step.CLASSIFY, model.classify(content))
                .mapNotNull(reply -> replyReader.readDocumentType(reply.text()))
                .onErrorResume(UnusableReply.class, unusable -> Mono.empty());
    }

    private static Instructions instructions(Job job, ResolvedPrompt prompt) {
        return new Instructions(prompt.prompt(), prompt.documentType(), job.schema());
    }

    private Mono<Result> read(Job job, ModelReply reply) {
        return Mono.fromCallable(() -> replyReader.read(reply.text(), job.schema()))
                .onErrorResume(
                        UnusableReply.class,
                        unusable -> modelCalls.forget(job, Step.EXTRACT).then(Mono.error(unusable)));
    }

    private ExtractionCompleted completed(Job job, ResolvedPrompt prompt, ModelReply reply, Result result) {
        String classified = prompt.documentType();
        String told = result.documentType();
        String documentType = classified != null ? classified : told != null ? told : DefaultPrompts.OTHER;
        return new ExtractionCompleted(
                job.batchId(),
                job.documentId(),
                job.userId(),
                job.run(),
                job.filename(),
                job.pages(),
                prompt.prompt(),
                documentType,
                result.data(),
                prompt.warnings(),
                reply.model(),
                reply.inputTokens(),
                reply.outputTokens(),
                clock.instant());
    }

    private Mono<Outcome> end(Job job, Throwable failure) {
        ExtractionFault fault = SortFailures.sort(failure);
        LOG.info("job {} attempt {}: {} ({})", job.id(), job.attempt(), fault.code(), failure.toString());
        return switch (fault) {
            case ExtractionFault.Permanent permanent -> fail(job, permanent.code(), permanent.detail());
            case ExtractionFault.Attempt attempt ->
                job.attempt() >= settings.maxAttempts()
                        ? fail(job, attempt.code(), attempt.detail())
                        : Mono.just(new Outcome.Retry(backoff(job.attempt(), Duration.ZERO), true));
            case ExtractionFault.Surroundings surroundings ->
                Mono.just(new Outcome.Retry(backoff(job.postponed() + 1, surroundings.notBefore()), false));
        };
    }

    private Mono<Outcome> fail(Job job, String code, String detail) {
        var event = new ExtractionFailed(
                job.batchId(), job.documentId(), job.userId(), job.run(), code, detail, clock.instant());
        return finishedJobs.fail(job, event).map(taken -> settled(job, taken));
    }

    private static Outcome settled(Job job, boolean taken) {
        if (!taken) {
            LOG.warn("the result of job {} epoch {} is dropped: its lease was lost", job.id(), job.leaseEpoch());
        }
        return new Outcome.Settled();
    }

    /** 1 s, 2 s, 4 s … up to 5 min, up to a half more by chance so that jobs do not return together; never before the minimum. */
    private static Duration backoff(int retries, Duration minimum) {
        long base = Math.min(300_000L, 1000L << Math.min(retries - 1, 9));
        Duration jittered = Duration.ofMillis(base + (long) (base * 0.5 * Math.random()));
        return jittered.compareTo(minimum) > 0 ? jittered : minimum.plusMillis((long) (500 * Math.random()));
    }
}
