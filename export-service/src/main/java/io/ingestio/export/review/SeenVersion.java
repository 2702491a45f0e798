package io.ingestio.export.review;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.export.version.Version;
import io.ingestio.export.version.VersionTag;
import io.ingestio.http.Problem;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The version that a person had before them, from {@code If-Match}.
 *
 * @param version empty for a header that names none of the document: no version is that one
 */
public record SeenVersion(Optional<Version> version) {

    /** Null without a header. */
    public static @Nullable SeenVersion of(UUID documentId, @Nullable String ifMatch) {
        return ifMatch == null ? null : new SeenVersion(VersionTag.version(documentId, ifMatch));
    }

    /** Whether it is the current one. */
    public boolean is(Version current) {
        return version.isPresent() && version.orElseThrow().equals(current);
    }

    static void require(@Nullable SeenVersion seen, ReviewState state) {
        if (seen != null && !seen.is(state.version())) {
            throw changed(state.run(), state.edit());
        }
    }

    /** The answer where another version is the current one by now. */
    public static Problem changed(int run, int edit) {
        return Problem.of(
                        HttpStatus.PRECONDITION_FAILED,
                        ErrorCode.VERSION_CHANGED,
                        "The data have a newer version than the one you saw. Look at it first.")
                .with("version", run)
                .with("edit", edit);
    }
}
