package io.ingestio.reader.parent;

import io.ingestio.reader.PageText;
import io.ingestio.reader.ReaderSettings;
import io.ingestio.reader.ReaderUnavailable;
import io.ingestio.reader.child.ReaderChild;
import io.ingestio.reader.wire.Frames;
import io.ingestio.reader.wire.Reply;
import io.ingestio.reader.wire.Request;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One child JVM. Used by one thread at a time; {@link #kill} may be called from any. */
final class ChildProcess {
    private static final int DIAGNOSIS_BYTES = 2_000;

    /** What a JVM says when the system gives it no memory or thread, which is no document's doing. */
    private static final List<String> REFUSALS = List.of(
            "insufficient memory for the Java Runtime", "unable to create native thread", "Cannot allocate memory");

    private final Process process;
    private final Frames frames;
    private volatile boolean refusedMemory;

    private ChildProcess(Process process) {
        this.process = process;
        this.frames = new Frames(
                new BufferedInputStream(process.getInputStream(), 1 << 16),
                new BufferedOutputStream(process.getOutputStream(), 1 << 13));
    }

    /** Starts the process; it accepts requests once {@link #awaitReady} returned. */
    static ChildProcess start(ReaderSettings settings) {
        try {
            return new ChildProcess(new ProcessBuilder(command(settings)).start());
        } catch (IOException e) {
            throw new ReaderUnavailable("No child JVM can be started with " + settings.javaExecutable(), e);
        }
    }

    private static List<String> command(ReaderSettings settings) {
        String classpath =
                settings.classpath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        return List.of(
                settings.javaExecutable().toString(),
                "-Xmx" + settings.limits().heapMegabytes() + "m",
                "-XX:MaxDirectMemorySize=64m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                // Standard output is for replies only.
                "-XX:+DisplayVMOutputToStderr",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + (File.separatorChar == '/' ? "/dev/null" : "NUL"),
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-Dpdfbox.fontcache=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                classpath,
                ReaderChild.class.getName());
    }

    /** Waits until the child is ready. Otherwise its output is in the error: it cannot quote a document, as it has seen none. */
    void awaitReady() {
        try {
            frames.read(Reply.Ready.class);
        } catch (IOException e) {
            throw new ReaderUnavailable("The child JVM ended before it was ready: " + diagnosis(), e);
        }
        Thread.ofVirtual().name("reader-child-stderr").start(this::discardErrors);
    }

    /** Sends a request and passes its pages on until the last reply. {@link IOException} if the child dies meanwhile. */
    Reply exchange(Request request, Consumer<PageText> pages) throws IOException {
        frames.write(request);
        while (true) {
            Reply reply = frames.read(Reply.class);
            if (!(reply instanceof Reply.Page page)) {
                return reply;
            }
            pages.accept(page.text());
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Processor time that the child has used so far; zero where the system does not say. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The exit code of a child that is ending; empty if it lives on. */
    OptionalInt exitCode() {
        try {
            return process.waitFor(1, TimeUnit.SECONDS) ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    long pid() {
        return process.pid();
    }

    void kill() {
        process.destroyForcibly();
    }

    private String diagnosis() {
        try (InputStream errors = process.getErrorStream()) {
            return new String(errors.readNBytes(DIAGNOSIS_BYTES), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "no output";
        }
    }

    /**
     * The child's error output may quote the document, so it is neither logged nor kept; a full pipe would block the child.
     */
    private void discardErrors() {
        try (InputStream errors = process.getErrorStream()) {
            byte[] buffer = new byte[DIAGNOSIS_BYTES];
            for (int length = errors.read(buffer); length >= 0; length = errors.read(buffer)) {
                String said = new String(buffer, 0, length, StandardCharsets.US_ASCII);
                refusedMemory |= REFUSALS.stream().anyMatch(said::contains);
            }
        } catch (IOException e) {
            // The child is gone.
        }
    }

    /** Whether the child ended because the system gave it no memory or thread. */
    boolean wasRefusedMemory() {
        return refusedMemory;
    }
}
