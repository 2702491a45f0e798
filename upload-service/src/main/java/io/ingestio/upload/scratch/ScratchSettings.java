package io.ingestio.upload.scratch;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What requests may hold while they are received and judged.
 *
 * @param scratch      where files lie between receipt and storage; each process has a folder of its own in it
 * @param scratchLimit of all files there, of all requests to a process together; one user may have half of it
 * @param formMemory   of the form fields of all requests to a process together; one user may have half of it
 */
@ConfigurationProperties("ingestio.upload")
record ScratchSettings(
        @DefaultValue("${java.io.tmpdir}/ingestio-upload") Path scratch,
        @DefaultValue("20GB") DataSize scratchLimit,
        @DefaultValue("32MB") DataSize formMemory) {}
