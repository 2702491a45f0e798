package io.ingestio.messaging.outbox;

/**
 * The part of the outbox that a key belongs to. One relay at a time sends a shard, so the events of a key leave in their order. The
 * number is stored with each row: another {@link #COUNT} needs a migration of the table's check.
 */
final class Shard {

    static final int COUNT = 16;

    private Shard() {}

    static int of(String key) {
        return Math.floorMod(key.hashCode(), COUNT);
    }
}
