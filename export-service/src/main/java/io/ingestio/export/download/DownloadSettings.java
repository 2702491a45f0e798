package io.ingestio.export.download;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How files of exports are given back.
 *
 * @param perUser of one user that are read at the same time from this process, with and without links
 * @param atOnce  of all users; below the connections to the object store, so that readers leave some to builders
 */
@ConfigurationProperties("ingestio.download")
record DownloadSettings(
        @DefaultValue("8") int perUser, @DefaultValue("32") int atOnce) {}
