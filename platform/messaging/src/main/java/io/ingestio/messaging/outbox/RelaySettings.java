package io.ingestio.messaging.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the relay polls. There is no NOTIFY in the writing transaction: it acquires a database-wide lock at commit.
 *
 * @param enabled  whether this process sends; tests and tools may switch it off
 * @param busyPoll pause after a round that sent something
 * @param idlePoll longest pause; the pause doubles from busyPoll up to this while there is nothing to send
 * @param batch    most rows of a shard in one transaction
 * @param bytes    most bytes of event bodies of a shard in one transaction; a single event may be larger
 * @param parallel shards sent at the same time
 */
@ConfigurationProperties("ingestio.outbox")
public record RelaySettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("20ms") Duration busyPoll,
        @DefaultValue("500ms") Duration idlePoll,
        @DefaultValue("500") int batch,
        @DefaultValue("16MB") DataSize bytes,
        @DefaultValue("4") int parallel) {}
