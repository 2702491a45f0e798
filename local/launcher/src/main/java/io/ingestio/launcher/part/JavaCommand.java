package io.ingestio.launcher.part;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a JVM of the system is started: this JVM's own Java and class path, with flags for a quick start and a small
 * footprint.
 */
public final class JavaCommand {
    private static final List<String> LEAN = List.of(
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            // One log configuration for everything in the process: the services' own would fight over it.
            "-Dorg.springframework.boot.logging.LoggingSystem=none",
            "-Dlogback.configurationFile=io/ingestio/launcher/logback.xml");

    private JavaCommand() {}

    /**
     * @param heap the largest heap, as in {@code 256m}
     * @param flags further flags
     */
    public static List<String> of(String heap, List<String> flags, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(LEAN);
        command.add("-Xmx" + heap);
        command.addAll(flags);
        command.add("-cp");
        command.add(classPath());
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    /** Test runners may hide the class path in a jar's manifest and say it here instead. */
    public static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
