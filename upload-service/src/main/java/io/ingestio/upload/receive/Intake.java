package io.ingestio.upload.receive;

import io.ingestio.upload.scratch.ReceivedFile;
import io.ingestio.upload.scratch.ScratchFolder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that a multipart request carried: its fields, and its files on disk in the order in which they came. */
public record Intake(ScratchFolder folder, Map<String, String> fields, List<ReceivedFile> files) {

    public @Nullable String field(String name) {
        return fields.get(name);
    }
}
