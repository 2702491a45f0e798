package io.ingestio.upload.content;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Passes a file's bytes on and compares their SHA-256 with the one of the upload. The last bytes are kept back until it is known, so that a
 * damaged file never arrives as a whole one.
 */
final class FileCheck {
    private final StoredFile file;
    private final MessageDigest digest;
    private @Nullable ByteBuffer keptBack;

    private FileCheck(StoredFile file) {
        this.file = file;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The same bytes, and {@link FileDamaged} instead of the last ones if they are not those of the upload. */
    static Flux<ByteBuffer> checked(StoredFile file, Flux<ByteBuffer> content) {
        return Flux.defer(() -> {
            var check = new FileCheck(file);
            return content.<ByteBuffer>handle((chunk, sink) -> {
                        ByteBuffer previous = check.add(chunk);
                        if (previous != null) {
                            sink.next(previous);
                        }
                    })
                    .concatWith(Mono.defer(check::end));
        });
    }

    private @Nullable ByteBuffer add(ByteBuffer chunk) {
        digest.update(chunk.duplicate());
        ByteBuffer previous = keptBack;
        keptBack = chunk;
        return previous;
    }

    private Mono<ByteBuffer> end() {
        return HexFormat.of().formatHex(digest.digest()).equals(file.sha256())
                ? Mono.justOrEmpty(keptBack)
                : Mono.error(new FileDamaged(file.id()));
    }
}
