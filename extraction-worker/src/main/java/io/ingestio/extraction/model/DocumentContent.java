package io.ingestio.extraction.model;

import io.ingestio.reader.DocumentText;
import java.nio.file.Path;

public record DocumentContent(Path file, String mimeType, DocumentText text) {}
