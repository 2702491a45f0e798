package io.ingestio.models.ocr;

import io.ingestio.models.ocr.OcrEngine.Threshold;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One child JVM that reads pictures. Used by one thread at a time; {@link #kill} may be called from any. */
final class OcrProcess {

    /** Text of one picture, in bytes: some hundred pages of print. */
    private static final int MOST_TEXT = 32 * 1024 * 1024;

    private final Process process;
    private final DataInputStream in;
    private final DataOutputStream out;

    private OcrProcess(Process process) {
        this.process = process;
        this.in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
        this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    }

    /**
     * Starts a child.
     *
     * @param natives the folder into which native libraries are unpacked, shared by all children of this JVM
     */
    static OcrProcess start(OcrSettings settings, Path data, Path natives) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + settings.heapMegabytes() + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.bytedeco.javacpp.cachedir=" + natives,
                "-cp",
                OcrClassPath.discover(),
                OcrChild.class.getName(),
                data.toString()));
        command.addAll(settings.languages());
        var builder = new ProcessBuilder(command);
        builder.environment().put("OMP_THREAD_LIMIT", "1");
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        return new OcrProcess(builder.start());
    }

    /** Waits until the engine has loaded its native code and its languages. */
    void awaitReady() throws IOException {
        if (in.readInt() != OcrChild.READY) {
            throw new IOException("the child JVM does not speak the protocol");
        }
    }

    /**
     * @return the TSV text; empty for a picture that cannot be decoded
     * @throws IOException when the child has ended
     */
    Optional<String> read(Path image, String language, Threshold threshold) throws IOException {
        out.writeUTF(language);
        out.writeUTF(threshold.variable());
        out.writeUTF(image.toAbsolutePath().toString());
        out.flush();
        int length = in.readInt();
        if (length == OcrChild.UNREADABLE) {
            return Optional.empty();
        }
        if (length < 0 || length > MOST_TEXT) {
            throw new IOException("the child JVM violates the protocol: length=" + length);
        }
        byte[] tsv = new byte[length];
        in.readFully(tsv); // a child that is killed while it writes ends this with an exception
        return Optional.of(new String(tsv, StandardCharsets.UTF_8));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void kill() {
        process.destroyForcibly();
    }
}
