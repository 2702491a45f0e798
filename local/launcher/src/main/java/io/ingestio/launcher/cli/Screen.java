package io.ingestio.launcher.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/**
 * What the user sees. Results go to standard output, progress to standard error: on a terminal as one line that is
 * written over, elsewhere as plain lines.
 */
public final class Screen {
    private static final int WIDTH = 100;

    private static final Set<String> YES = Set.of("y", "yes");

    private static final Duration TICK = Duration.ofSeconds(2);

    private final boolean terminal;
    private final PrintStream out;
    private final PrintStream err;
    private final BufferedReader in;
    private String live = "";
    private Instant lastTick = Instant.EPOCH;

    public Screen() {
        Console console = System.console();
        this(console != null && console.isTerminal(), System.in, System.out, System.err);
    }

    Screen(boolean terminal, InputStream in, OutputStream out, OutputStream err) {
        this.terminal = terminal;
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = new PrintStream(out, true, StandardCharsets.UTF_8);
        this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
    }

    /** Asks before something that has no way back. Off a terminal nothing is asked: a script means what it says. */
    public boolean isConfirmed(String question) {
        if (!terminal) {
            return true;
        }
        clear();
        err.print(question + " [y/N] ");
        err.flush();
        try {
            String answer = in.readLine();
            return answer != null && YES.contains(answer.strip().toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line of the result. */
    public void line(String text) {
        clear();
        out.println(text);
    }

    /** A progress message that stays visible. */
    public void story(String text) {
        clear();
        err.println(text);
    }

    /** Replaces the live line; off a terminal, prints it if it changed. */
    public void progress(String text) {
        if (text.equals(live)) {
            return;
        }
        if (terminal) {
            String shown = text.length() > WIDTH ? text.substring(0, WIDTH) : text;
            err.print("\r" + shown + " ".repeat(Math.max(0, live.length() - shown.length())));
            err.flush();
        } else {
            err.println(text);
        }
        live = text;
    }

    /** Like {@link #progress}; off a terminal, a line that follows another too soon is left out. */
    public void ticks(String text) {
        Instant now = Instant.now();
        if (terminal || now.isAfter(lastTick.plus(TICK))) {
            lastTick = now;
            progress(text);
        }
    }

    /** Like {@link #progress}, but silent off a terminal. */
    public void glimpse(String text) {
        if (terminal) {
            progress(text);
        }
    }

    private void clear() {
        if (terminal && !live.isEmpty()) {
            err.print("\r" + " ".repeat(Math.min(WIDTH, live.length())) + "\r");
            err.flush();
        }
        live = "";
    }
}
