package io.ingestio.extraction.learning;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much is kept of what people corrected.
 *
 * @param perField  corrections of one field of one layout that are kept, the last ones
 * @param perUser   of all fields and layouts of a user, the last ones
 * @param retention how long a correction is kept
 */
@ConfigurationProperties("ingestio.learning")
public record LearningSettings(
        @DefaultValue("3") int perField,
        @DefaultValue("1000") int perUser,
        @DefaultValue("180d") Duration retention) {}
