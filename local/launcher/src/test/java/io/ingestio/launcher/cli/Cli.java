package io.ingestio.launcher.cli;

import io.ingestio.launcher.part.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs the ingestio command as its users do: as a process, in a folder, on a home. */
record Cli(Path folder, Path home) {

    /** Exit status and output of a command. */
    record Result(int status, List<String> out, List<String> err) {}

    Result run(String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        var builder = new ProcessBuilder(JavaCommand.of("256m", List.of(), Ingestio.class, arguments))
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("INGESTIO_HOME", home.toString());
        int status = builder.start().waitFor();
        return new Result(status, Files.readAllLines(out), Files.readAllLines(err));
    }
}
