package io.ingestio.upload.scan;

import java.nio.file.Path;
import reactor.core.publisher.Mono;

/** Looks for viruses in a file that was received and is not yet stored. */
public interface VirusScan {

    /** Lets every file pass: nothing is configured. */
    VirusScan OFF = file -> Mono.just(Result.CLEAN);

    enum Result {
        CLEAN,
        INFECTED,
        /** The scanner's own limits kept it from reading the whole file. */
        NOT_SCANNED_WHOLE
    }

    /** Fails with {@link ScanUnavailable} while there is no answer; a file without an answer never passes. */
    Mono<Result> scan(Path file);
}
