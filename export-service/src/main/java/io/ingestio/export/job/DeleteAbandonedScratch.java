package io.ingestio.export.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Deletes the scratch folders of builders that were killed: documents lie in them. One that is being written is younger. */
@Component
class DeleteAbandonedScratch {

    static final String PREFIX = "ingestio-export-";

    private static final Logger LOG = LoggerFactory.getLogger(DeleteAbandonedScratch.class);

    private final Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    private final Clock clock;

    DeleteAbandonedScratch(Clock clock) {
        this.clock = clock;
    }

    /** At most so many; the others in the next pass. */
    Mono<Void> delete(int limit) {
        return Mono.fromCallable(() -> deleteNow(limit))
                .subscribeOn(Schedulers.boundedElastic())
                .then();
    }

    private int deleteNow(int limit) throws IOException {
        int deleted = 0;
        Instant oldest = clock.instant().minus(StoredExportTable.LONGEST_ATTEMPT);
        try (var folders = Files.newDirectoryStream(temporary, PREFIX + "*")) {
            for (Path folder : folders) {
                if (deleted < limit && lastWritten(folder).isBefore(oldest)) {
                    FileSystemUtils.deleteRecursively(folder);
                    LOG.info("abandoned scratch folder deleted folder={}", folder.getFileName());
                    deleted++;
                }
            }
        }
        return deleted;
    }

    private static Instant lastWritten(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            Instant last = Instant.MIN;
            for (Path file : (Iterable<Path>) files::iterator) {
                Instant written = Files.getLastModifiedTime(file).toInstant();
                last = written.isAfter(last) ? written : last;
            }
            return last;
        }
    }
}
