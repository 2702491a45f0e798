package io.ingestio.contracts;

/**
 * A fact that its owner has published. Every event is about one user; events of one {@link #key} from one owner are ordered. Order
 * across owners is never assumed.
 */
public sealed interface Event permits BatchEvent, UsageEvent, ExportEvent {

    /** The {@code sub} of the user's token. */
    String userId();

    /** The Kafka key. */
    String key();
}
