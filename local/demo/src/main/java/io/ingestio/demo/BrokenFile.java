package io.ingestio.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text file named as a PDF. The bytes decide, so it must be rejected with its name and a reason. */
final class BrokenFile implements DemoDocument {
    @Override
    public String filename() {
        return "notes.pdf";
    }

    @Override
    public Refused expected() {
        return new Refused("unsupported_file_type");
    }

    @Override
    public void write(Path file) throws IOException {
        Files.writeString(file, "Call the printer about the paper jam.\n");
    }
}
