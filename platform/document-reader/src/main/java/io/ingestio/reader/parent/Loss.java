package io.ingestio.reader.parent;

import java.time.Duration;
import java.util.OptionalInt;

/** Why a child was lost: its document, so that another child would be lost too, or the machine. */
enum Loss {
    DOCUMENT,
    MACHINE,
    /** A crash, which is the document's doing if a second child has it too. */
    CRASH;

    private static final int OUT_OF_MEMORY = 3; // of -XX:+ExitOnOutOfMemoryError
    private static final int SIGNALLED = 128;
    private static final int SIGKILL = SIGNALLED + 9;
    private static final int SIGTERM = SIGNALLED + 15;

    /**
     * A child that was killed at the wall clock, by what it has computed: one that got less than three quarters of a processor may
     * have been starved, whatever it had to do.
     */
    static Loss outOfTime(Duration processorTime, Duration wallClock) {
        return processorTime.multipliedBy(4).compareTo(wallClock.multipliedBy(3)) >= 0 ? DOCUMENT : MACHINE;
    }

    /**
     * A child that ended by itself, or broke the protocol. Its heap is the document's doing; a kill, and memory that the system did not
     * give it, are the machine's.
     *
     * @param exitCode empty while it lives
     * @param refusedMemory whether it said that the system gave it no memory or thread
     */
    static Loss exited(OptionalInt exitCode, boolean refusedMemory) {
        if (exitCode.isEmpty() || exitCode.getAsInt() == OUT_OF_MEMORY) {
            return DOCUMENT;
        }
        int code = exitCode.getAsInt();
        return refusedMemory || code == SIGKILL || code == SIGTERM ? MACHINE : CRASH;
    }
}
