package io.ingestio.launcher.part;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waiting, with an interrupt as the end of the command. */
public final class Pause {

    private Pause() {}

    public static void of(Duration length) {
        try {
            Thread.sleep(length.isNegative() ? Duration.ZERO : length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRun("interrupted", e);
        }
    }

    /** Whether the condition held before the patience ended. */
    public static boolean until(BooleanSupplier condition, Duration look, Duration patience) {
        Instant end = Instant.now().plus(patience);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                return false;
            }
            of(look);
        }
        return true;
    }
}
