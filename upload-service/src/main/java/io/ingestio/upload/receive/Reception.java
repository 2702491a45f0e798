package io.ingestio.upload.receive;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.http.Problem;
import io.ingestio.upload.scratch.ReceivedFile;
import io.ingestio.upload.scratch.ScratchFile;
import io.ingestio.upload.scratch.ScratchFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.PartEvent;

/**
 * What has arrived so far of one multipart request. Only the fields of a submission and files named {@code files} are accepted. Blocks
 * while it writes; once it is abandoned, what still arrives is dropped.
 */
final class Reception {

    private static final String FILES = "files";

    /** Boundaries and headers of parts, and buffers on their way. */
    private static final int SLACK = 4 * 1024 * 1024;

    private static final int MAX_IN_MEMORY = 64 * 1024;

    private final ScratchFolder folder;
    private final int maxFiles;
    private final long maxFileBytes;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final List<String> onDisk = new ArrayList<>();
    private final List<ReceivedFile> files = new ArrayList<>();

    private boolean abandoned;
    private boolean handedOver;
    private long formBytes;
    private @Nullable String field;
    private @Nullable ByteArrayOutputStream value;
    private @Nullable String filename;
    private @Nullable ScratchFile file;
    private boolean inPart;

    Reception(ScratchFolder folder, int maxFiles, long maxFileBytes) {
        this.folder = folder;
        this.maxFiles = maxFiles;
        this.maxFileBytes = maxFileBytes;
    }

    /**
     * Counts bytes that came from the connection and are not delivered yet: the parser holds them, of a field all of them until its end.
     */
    void countAsHeld(int bytes) {
        if (folder.addMemory(bytes) > FormField.maxBytesOfAll() + SLACK) {
            throw ReceiptProblems.tooLarge("The form fields are too large.");
        }
    }

    /** Its buffer stays its caller's. */
    synchronized void accept(PartEvent event) {
        if (abandoned) {
            return;
        }
        DataBuffer content = event.content();
        if (!inPart) {
            begin(event);
        }
        if (file != null) {
            file.write(content);
            folder.setMemory(formBytes);
        } else if (value != null) {
            append(value, content);
        }
        if (event.isLast()) {
            end();
        }
    }

    private void begin(PartEvent head) {
        inPart = true;
        if (!(head instanceof FilePartEvent part)) {
            beginField(head.name());
        } else if (!part.name().equals(FILES)) {
            throw ReceiptProblems.invalid("Files must be in parts named files.");
        } else if (!part.filename().isEmpty()) { // a browser sends an empty name where no file was chosen
            beginFile(part.filename());
        }
    }

    private void beginField(String name) {
        if (FormField.ofWireName(name).isEmpty()) {
            throw name.equals(FILES)
                    ? ReceiptProblems.invalid("A file needs a filename.")
                    : ReceiptProblems.unknownField(name);
        }
        if (fields.containsKey(name)) {
            throw ReceiptProblems.invalid("The field " + name + " is there twice.");
        }
        field = name;
        value = new ByteArrayOutputStream();
    }

    private void beginFile(String given) {
        if (files.size() >= maxFiles) {
            throw ReceiptProblems.tooManyFiles(maxFiles);
        }
        filename = Filename.display(given);
        file = new ScratchFile(folder, String.valueOf(files.size()), maxFileBytes);
    }

    private void append(ByteArrayOutputStream to, DataBuffer content) {
        int limit = FormField.ofWireName(String.valueOf(field)).orElseThrow().maxBytes();
        if (to.size() + content.readableByteCount() > limit) {
            throw ReceiptProblems.tooLarge("The field " + field + " is too large.");
        }
        byte[] bytes = new byte[content.readableByteCount()];
        content.read(bytes);
        to.writeBytes(bytes);
    }

    private void end() {
        if (file != null && filename != null) {
            files.add(file.toFile(filename));
        } else if (value != null && field != null) {
            keep(field, value);
        }
        folder.setMemory(formBytes); // what the parser held of this part is delivered
        file = null;
        filename = null;
        value = null;
        field = null;
        inPart = false;
    }

    /** A large one waits on disk for the end of the request: a sender that takes its time with the files holds no memory. */
    private void keep(String name, ByteArrayOutputStream bytes) {
        if (bytes.size() <= MAX_IN_MEMORY) {
            formBytes += bytes.size();
            fields.put(name, bytes.toString(StandardCharsets.UTF_8));
            return;
        }
        folder.addBytes(bytes.size());
        try {
            Files.write(folder.file(name), bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        fields.put(name, ""); // known, so that it comes once
        onDisk.add(name);
    }

    private void readFromDisk(String name) {
        try {
            byte[] bytes = Files.readAllBytes(folder.file(name));
            folder.addMemory(bytes.length);
            fields.put(name, new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of it; to be discarded by its receiver. Blocks. */
    synchronized Intake intake() {
        if (inPart) {
            throw Problem.of(HttpStatus.BAD_REQUEST, ErrorCode.BAD_REQUEST, "The last part has no end.");
        }
        onDisk.forEach(this::readFromDisk);
        handedOver = true;
        return new Intake(folder, Map.copyOf(fields), List.copyOf(files));
    }

    /** Removes the files, and nothing is received afterwards; unless they were handed over, whole, to be submitted. */
    synchronized void abandon() {
        if (handedOver) {
            return;
        }
        abandoned = true;
        if (file != null) {
            file.close();
        }
        folder.discard();
    }
}
