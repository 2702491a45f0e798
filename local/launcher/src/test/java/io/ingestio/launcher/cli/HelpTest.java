package io.ingestio.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of all commands, which the shell script prints, against the commands that there are. */
class HelpTest {
    private static final Path SCRIPT = Path.of("..", "..", "ingestio");
    private static final Path PAGE = Path.of("src", "main", "resources", "io", "ingestio", "launcher", "help.txt");
    private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z]+)  +[A-Z]");
    private static final Pattern EXAMPLE = Pattern.compile("(?m)^ {13}\\./ingestio (.+)$");
    private static final Set<String> OF_THE_SCRIPT = Set.of("test", "bench", "help");

    @Test
    void pageListsEveryCommand() throws IOException {
        Set<String> commands = Ingestio.commandLine().getSubcommands().entrySet().stream()
                .filter(command ->
                        !command.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        commands.addAll(OF_THE_SCRIPT);

        assertThat(COMMAND.matcher(Files.readString(PAGE)).results().map(match -> match.group(1)))
                .containsExactlyInAnyOrderElementsOf(commands);
    }

    static Stream<String> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(PAGE)).results().map(match -> match.group(1));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void exampleIsAValidCall(String example) {
        String[] words = Pattern.compile("\"([^\"]*)\"|(\\S+)")
                .matcher(example)
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toArray(String[]::new);
        if (!OF_THE_SCRIPT.contains(words[0])) {
            assertThatCode(() -> Ingestio.commandLine().parseArgs(words)).doesNotThrowAnyException();
        }
    }

    @Test
    void everyCommandHasAnExample() throws IOException {
        List<String> examples = examples().map(example -> example.split(" ")[0]).toList();

        assertThat(COMMAND.matcher(Files.readString(PAGE)).results().map(match -> match.group(1)))
                .containsExactlyElementsOf(examples);
    }

    @Test
    void wrongCommandNamesTheNearest() throws Exception {
        Call call = call("extrct", "a.pdf");

        assertThat(call.status()).isEqualTo(2);
        assertThat(call.output()).contains("no command 'extrct'", "./ingestio extract", "./ingestio help");
    }

    @Test
    void helpNeedsNoBuild() throws Exception {
        Call call = call("help");

        assertThat(call.status()).isZero();
        assertThat(call.output()).isEqualToIgnoringNewLines(Files.readString(PAGE));
    }

    /** In a copy that is not built. */
    @Test
    void upLooksAtItsPortBeforeABuild(@TempDir Path root) throws Exception {
        Path script = Files.copy(SCRIPT, root.resolve("ingestio"));
        Path page = root.resolve("local/launcher").resolve(PAGE);
        Files.createDirectories(page.getParent());
        Files.copy(PAGE, page);
        try (var used = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Call call = callOf(script, "up", "--port", Integer.toString(used.getLocalPort()));

            assertThat(call.status()).isEqualTo(1);
            assertThat(call.output())
                    .startsWith("Port " + used.getLocalPort() + " is in use")
                    .doesNotContain("Building");
        }
    }

    private record Call(int status, String output) {}

    private static Call call(String... arguments) throws IOException, InterruptedException {
        return callOf(SCRIPT, arguments);
    }

    private static Call callOf(Path script, String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Stream.concat(Stream.of("bash", script.toString()), Arrays.stream(arguments))
                                .toList())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        return new Call(process.waitFor(), output);
    }
}
