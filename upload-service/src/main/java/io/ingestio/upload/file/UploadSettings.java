package io.ingestio.upload.file;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of one request, whatever the user's tier says.
 *
 * @param scratch      where files lie between receipt and storage; each request cleans up after itself
 * @param maxFileSize  of a single file; a larger one is rejected by name, the others go on
 * @param maxFiles     files in a request; more end the request
 * @param inspections  files of a request that are inspected and stored at the same time
 * @param readerChildren child JVMs that inspect files, for all requests together
 */
@ConfigurationProperties("ingestio.upload")
public record UploadSettings(
        @DefaultValue("${java.io.tmpdir}/ingestio-upload") Path scratch,
        @DefaultValue("50MB") DataSize maxFileSize,
        @DefaultValue("500") int maxFiles,
        @DefaultValue("4") int inspections,
        @DefaultValue("2") int readerChildren) {}
