package io.ingestio.upload.page;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How pages are rendered and kept as pictures.
 *
 * @param atOnce    of one user, pages that are rendered or wait for it; further ones are refused
 * @param retention how long a picture is kept after its last use
 * @param space     of all pictures; the ones that were not used for the longest are deleted first
 * @param userSpace of the pictures of one user
 */
@ConfigurationProperties("ingestio.page")
record PageSettings(
        @DefaultValue("16") int atOnce,
        @DefaultValue("7d") Duration retention,
        @DefaultValue("10GB") DataSize space,
        @DefaultValue("500MB") DataSize userSpace) {}
