package io.ingestio.export.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeleteAbandonedScratchTest {

    private final DeleteAbandonedScratch abandonedScratch = new DeleteAbandonedScratch(Clock.systemUTC());

    @Test
    void deletesWhatNothingWritesAnyMore() throws Exception {
        Path abandoned = folder(Duration.ofHours(1));
        Path used = folder(Duration.ofMinutes(1));
        try {
            abandonedScratch.delete(100).block(Duration.ofSeconds(30));

            assertThat(abandoned).doesNotExist();
            assertThat(used.resolve("documents")).exists();
        } finally {
            Files.deleteIfExists(used.resolve("documents"));
            Files.deleteIfExists(used);
        }
    }

    private static Path folder(Duration age) throws Exception {
        Path folder = Files.createTempDirectory(DeleteAbandonedScratch.PREFIX);
        Path file = Files.writeString(folder.resolve("documents"), "a document");
        FileTime then = FileTime.from(Instant.now().minus(age));
        Files.setLastModifiedTime(file, then);
        Files.setLastModifiedTime(folder, then);
        return folder;
    }
}
