package io.ingestio.launcher.client;

import io.ingestio.launcher.part.Pause;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Batches whose files are sent one by one; a file continues from where a lost connection left it (tus 1.0). */
public final class Drafts {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** Without any byte that arrived in between. */
    private static final int ATTEMPTS = 30;

    /** The last bytes are still being read there, another connection is not yet known to be lost, or a part is down. */
    private static final Set<Integer> PASSING = Set.of(409, 423, 429, 502, 503, 504);

    private final IngestioClient client;

    Drafts(IngestioClient client) {
        this.client = client;
    }

    /**
     * Opens one, with these files in their order.
     *
     * @param prompt null: each file is classified and takes the prompt of its type
     */
    public Draft open(String name, List<Path> files, @Nullable String prompt) {
        List<Map<String, Object>> announced = new ArrayList<>();
        for (Path file : files) {
            announced.add(Map.of("name", file.getFileName().toString(), "size", size(file)));
        }
        Map<String, Object> body = new HashMap<>(
                Map.of("name", name, "promptStrategy", prompt == null ? "auto" : "global", "files", announced));
        if (prompt != null) {
            body.put("globalPrompt", prompt);
        }
        return client.read(
                client.post("batches/drafts")
                        .header("Content-Type", "application/json")
                        .POST(IngestioClient.json(body)),
                Draft.class);
    }

    /** A draft as it is now. */
    public Draft get(UUID id) {
        return client.read(client.request("batches/drafts/" + id), Draft.class);
    }

    /**
     * Sends a file, however often the connection is lost; gives up after a minute without a byte that arrives.
     *
     * @param sent called with the number of bytes that are on their way
     * @throws ApiRefused with 413 or 422 if the file is rejected
     */
    public void send(Draft.File target, Path file, LongConsumer sent) {
        long last = -1;
        for (int failures = 0; ; ) {
            try {
                long offset = offset(target);
                failures = offset > last ? 0 : failures;
                last = offset;
                append(target, file, offset, sent);
                return;
            } catch (UncheckedIOException lost) {
                if (++failures >= ATTEMPTS) {
                    throw lost;
                }
            } catch (ApiRefused refused) {
                if (!PASSING.contains(refused.status()) || ++failures >= ATTEMPTS) {
                    throw refused;
                }
            }
            Pause.of(PAUSE);
        }
    }

    /** Submits what has arrived. */
    public Submission submit(UUID id) {
        return client.read(
                client.post("batches/" + id + "/submit")
                        .header("Content-Type", "application/json")
                        .POST(IngestioClient.json(Map.of("withoutMissing", true))),
                Submission.class);
    }

    private long offset(Draft.File target) {
        HttpResponse<String> head = client.send(content(target).method("HEAD", BodyPublishers.noBody()));
        return head.headers().firstValueAsLong("Upload-Offset").orElse(0);
    }

    private void append(Draft.File target, Path file, long offset, LongConsumer sent) {
        long left = size(file) - offset;
        var bytes = left == 0
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> from(file, offset, sent)), left);
        client.send(content(target)
                .header("Upload-Offset", Long.toString(offset))
                .header("Content-Type", "application/offset+octet-stream")
                .method("PATCH", bytes));
    }

    private HttpRequest.Builder content(Draft.File target) {
        return client.request(target.contentUrl()).header("Tus-Resumable", "1.0.0");
    }

    private static InputStream from(Path file, long offset, LongConsumer sent) {
        try {
            InputStream in = Files.newInputStream(file);
            in.skipNBytes(offset);
            return new Counting(in, offset, sent);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Counting extends FilterInputStream {
        private final LongConsumer sent;
        private long count;

        Counting(InputStream in, long count, LongConsumer sent) {
            super(in);
            this.count = count;
            this.sent = sent;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            if (read > 0) {
                count += read;
                sent.accept(count);
            }
            return read;
        }
    }
}
