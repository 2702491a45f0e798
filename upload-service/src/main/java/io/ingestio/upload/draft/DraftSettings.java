package io.ingestio.upload.draft;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long drafts stay, and how many there may be.
 *
 * @param age          a draft that is not submitted by then is discarded; the answer to a submission is kept for as long again
 * @param perUser      drafts of a user that are open at the same time
 * @param partsPerFile parts in which one file may arrive
 */
@ConfigurationProperties("ingestio.upload.draft")
public record DraftSettings(
        @DefaultValue("24h") Duration age,
        @DefaultValue("10") int perUser,
        @DefaultValue("1000") int partsPerFile) {}
