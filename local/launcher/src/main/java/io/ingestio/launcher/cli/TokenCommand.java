package io.ingestio.launcher.cli;

import io.ingestio.launcher.client.IngestioClient;
import io.ingestio.launcher.instance.Instance;
import io.ingestio.launcher.part.CannotRun;
import io.ingestio.launcher.system.Home;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "token",
        description = "Prints a token for the API of the running system, and gives its user a plan.",
        mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {
    private static final Set<String> TIERS = Set.of("starter", "plus", "growth");

    @Parameters(paramLabel = "USER", description = "Whom the token names.")
    private String user = "";

    @Option(
            names = "--tier",
            description = "starter, plus or growth (default: ${DEFAULT-VALUE}).",
            defaultValue = "plus")
    private String tier = "";

    @Option(names = "--role", description = "A role that the token carries, such as admin.")
    private List<String> roles = new ArrayList<>();

    @Override
    public Integer call() {
        if (!TIERS.contains(tier)) {
            throw new CannotRun("No such tier: " + tier + "; there are starter, plus and growth");
        }
        Instance instance = Instance.running(Home.configured());
        new IngestioClient(instance.baseUrl(), instance.token("ingestio-cli", "admin")).subscribe(user, tier);
        new Screen().line(instance.token(user, roles.toArray(String[]::new)));
        return 0;
    }
}
