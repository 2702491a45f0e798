package io.ingestio.extraction.extract;

import io.ingestio.extraction.job.Job;
import io.ingestio.models.DocumentContent;
import io.ingestio.objectstore.ObjectStore;
import io.ingestio.reader.DocumentReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Downloads a document to a scratch file and reads its text layer; the file is removed when the work ends, fails or is cancelled.
 * What is read and rendered meanwhile is the user's share of the child JVMs.
 */
@Component
class SourceFile {

    private final ObjectStore objects;
    private final DocumentReader reader;

    SourceFile(ObjectStore objects, DocumentReader reader) {
        this.objects = objects;
        this.reader = reader;
    }

    <T> Mono<T> with(Job job, Function<DocumentContent, Mono<T>> work) {
        Mono<T> done = Mono.usingWhen(
                Mono.fromCallable(() -> Files.createTempFile("ingestio-job-", ".bin"))
                        .subscribeOn(Schedulers.boundedElastic()),
                scratch -> objects.fetch(job.file().objectKey(), scratch)
                        .flatMap(file -> reader.read(file)
                                .map(text ->
                                        new DocumentContent(file, job.file().mimeType(), text)))
                        .flatMap(work),
                SourceFile::remove);
        return done.contextWrite(DocumentReader.sharedBy(job.userId()));
    }

    private static Mono<Void> remove(Path scratch) {
        return Mono.<Void>fromCallable(() -> {
                    Files.deleteIfExists(scratch);
                    return null;
                })
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorComplete(IOException.class);
    }
}
