package io.ingestio.launcher.cli;

import io.ingestio.launcher.part.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Runs the ingestio command as its users do: as a process, in a folder, on a home. */
record Cli(Path folder, Path home) {

    /** Exit status and output of a command. */
    record Result(int status, List<String> out, List<String> err) {}

    Result run(String... arguments) throws IOException, InterruptedException {
        return run(JavaCommand.of("256m", List.of(), Ingestio.class, arguments));
    }

    /** Starts a command that is not waited for. */
    Process start(String... arguments) throws IOException {
        var builder = new ProcessBuilder(JavaCommand.of("256m", List.of(), Ingestio.class, arguments))
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("started.out").toFile())
                .redirectError(folder.resolve("started.err").toFile());
        builder.environment().put("INGESTIO_HOME", home.toString());
        return builder.start();
    }

    /** Lines for a terminal, in a folder where {@code ./ingestio} is the command. */
    Result terminal(String lines) throws IOException, InterruptedException {
        String command = String.join("' '", JavaCommand.of("256m", List.of(), Ingestio.class));
        Path script = Files.writeString(folder.resolve("ingestio"), "#!/bin/sh\nexec '" + command + "' \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return run(List.of("bash", "-eu", "-c", lines));
    }

    private Result run(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("INGESTIO_HOME", home.toString());
        int status = builder.start().waitFor();
        return new Result(status, Files.readAllLines(out), Files.readAllLines(err));
    }
}
