package io.ingestio.reader.parent;

import java.time.Duration;
import java.util.OptionalInt;

/** Why a child was lost: its document, so that another child would be lost too, or the machine. */
enum Loss {
    DOCUMENT,
    MACHINE;

    /** Of the wall clock, the least share that a child must have computed for its document to be the reason. */
    private static final int SHARE = 4;

    private static final int SIGNALLED = 128;
    private static final int SIGKILL = SIGNALLED + 9;
    private static final int SIGTERM = SIGNALLED + 15;

    /** A child that was killed at the wall clock: without processor time it was starved, whatever it had to do. */
    static Loss outOfTime(Duration processorTime, Duration wallClock) {
        return processorTime.multipliedBy(SHARE).compareTo(wallClock) >= 0 ? DOCUMENT : MACHINE;
    }

    /**
     * A child that ended by itself, or broke the protocol. It is the document's doing (out of memory, a crash in native code), unless
     * another process killed it.
     *
     * @param exitCode empty while it lives
     */
    static Loss exited(OptionalInt exitCode) {
        int code = exitCode.orElse(0);
        return code == SIGKILL || code == SIGTERM ? MACHINE : DOCUMENT;
    }
}
