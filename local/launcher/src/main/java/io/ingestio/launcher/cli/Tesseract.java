package io.ingestio.launcher.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The optional OCR program. */
final class Tesseract {
    private Tesseract() {}

    static boolean isInstalled() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "tesseract"))
                .anyMatch(Files::isExecutable);
    }
}
