package io.ingestio.upload.file;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.http.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.FormPartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Streams a multipart request to scratch files, part by part: the heap holds one buffer of one file, whatever the sizes. Bytes
 * are counted here; a file past the limit is read to its end and dropped, so that the files behind it still arrive.
 */
@Component
public class ReceiveFiles {

    private static final int MAX_FIELD_BYTES = 1024 * 1024;

    private final UploadSettings settings;

    ReceiveFiles(UploadSettings settings) {
        this.settings = settings;
    }

    public Mono<Intake> receive(Flux<PartEvent> parts) {
        return Mono.fromCallable(this::newFolder)
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(folder -> {
                    var reception = new Reception(folder);
                    return parts.windowUntil(PartEvent::isLast)
                            .concatMap(part -> part.switchOnFirst((first, events) -> {
                                PartEvent head = first.get();
                                return head == null ? events.then() : reception.receive(head, events);
                            }))
                            .then(Mono.fromSupplier(reception::intake))
                            .doOnError(failure -> reception.intake().discard())
                            .doOnCancel(() -> reception.intake().discard());
                });
    }

    private Path newFolder() throws IOException {
        return Files.createDirectories(
                settings.scratch().resolve(UUID.randomUUID().toString()));
    }

    /** What has arrived so far of one request. Parts arrive one after the other, so plain collections do. */
    private final class Reception {
        private final Path folder;
        private final Map<String, String> fields = new LinkedHashMap<>();
        private final List<ReceivedFile> files = new ArrayList<>();

        Reception(Path folder) {
            this.folder = folder;
        }

        Intake intake() {
            return new Intake(folder, Map.copyOf(fields), List.copyOf(files));
        }

        Mono<Void> receive(PartEvent head, Flux<PartEvent> events) {
            if (head instanceof FormPartEvent) {
                return events.cast(FormPartEvent.class)
                        .map(FormPartEvent::value)
                        .reduce("", String::concat)
                        .doOnNext(value -> fields.put(head.name(), value))
                        .then();
            }
            Flux<DataBuffer> content = events.map(PartEvent::content);
            if (head instanceof FilePartEvent file && !file.filename().isEmpty()) {
                return receiveFile(Filename.display(file.filename()), content);
            }
            return DataBufferUtils.join(content, MAX_FIELD_BYTES)
                    .doOnNext(value -> {
                        fields.put(head.name(), value.toString(StandardCharsets.UTF_8));
                        DataBufferUtils.release(value);
                    })
                    .then();
        }

        private Mono<Void> receiveFile(String filename, Flux<DataBuffer> content) {
            if (files.size() >= settings.maxFiles()) {
                return content.doOnNext(DataBufferUtils::release)
                        .then(Mono.error(Problem.of(
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                ErrorCode.TOO_MANY_FILES,
                                "A request may hold at most " + settings.maxFiles() + " files.")));
            }
            Path scratch = folder.resolve(String.valueOf(files.size()));
            var count = new ByteCount(settings.maxFileSize().toBytes());
            return DataBufferUtils.write(content.handle(count::keepWithinLimit), scratch)
                    .then(Mono.fromRunnable(() -> files.add(count.toFile(filename, scratch))));
        }
    }
}
