package io.ingestio.upload.store;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When an object counts as left behind.
 *
 * @param intentAge a stored object that no row names by then is deleted; longer than the longest submission takes
 */
@ConfigurationProperties("ingestio.upload")
record StoreSettings(@DefaultValue("1h") Duration intentAge) {}
