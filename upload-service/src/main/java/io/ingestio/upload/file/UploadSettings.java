package io.ingestio.upload.file;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many files are inspected at once.
 *
 * @param inspections  files of a request that are inspected and stored at the same time
 * @param readerChildren child JVMs that inspect files, for all requests together
 */
@ConfigurationProperties("ingestio.upload")
public record UploadSettings(
        @DefaultValue("4") int inspections,
        @DefaultValue("2") int readerChildren) {}
