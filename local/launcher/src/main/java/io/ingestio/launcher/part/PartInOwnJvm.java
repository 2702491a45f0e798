package io.ingestio.launcher.part;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A part with a process of its own, which can be killed and started again. */
final class PartInOwnJvm implements RunningPart {
    private static final String HEAP = "320m";
    private static final Duration START_UP = Duration.ofSeconds(180);
    private static final long CLEAN_STOP_SECONDS = 20;

    private final PartSpec spec;
    private final Path log;
    private Process process;

    private PartInOwnJvm(PartSpec spec, Path log) {
        this.spec = spec;
        this.log = log;
        this.process = launch();
    }

    static PartInOwnJvm start(PartSpec spec, Path logs) {
        var part = new PartInOwnJvm(spec, logs.resolve(spec.name() + ".log"));
        part.awaitReady();
        return part;
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public int port() {
        return spec.port();
    }

    @Override
    public synchronized long pid() {
        return process.pid();
    }

    @Override
    public synchronized boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public synchronized void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public synchronized void restart() {
        close();
        process = launch();
        awaitReady();
    }

    @Override
    public synchronized void close() {
        try {
            try (OutputStream input = process.getOutputStream()) {
                input.write('q');
            }
            if (!process.waitFor(CLEAN_STOP_SECONDS, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (IOException e) {
            kill();
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    private Process launch() {
        List<String> command = JavaCommand.of(HEAP, List.of(), PartMain.class, spec.name());
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put(PartMain.ENVIRONMENT, spec.toJson());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void awaitReady() {
        Readiness readiness = spec.isService() ? Readiness.ofService(spec.port()) : Readiness.ofPort(spec.port());
        if (!readiness.await(START_UP, process::isAlive)) {
            kill();
            throw new CannotRun(spec.name() + " did not start; its log is " + log);
        }
    }
}
