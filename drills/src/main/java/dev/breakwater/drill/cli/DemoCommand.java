package dev.breakwater.drill.cli;

import dev.breakwater.drill.launch.Instance;
import dev.breakwater.drill.launch.LaunchException;
import dev.breakwater.drill.launch.Ports;
import dev.breakwater.drill.launch.RunningSystem;
import dev.breakwater.drill.launch.Service;
import dev.breakwater.drill.launch.Setup;
import dev.breakwater.drill.launch.Variant;
import dev.breakwater.drill.launch.Workspace;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./demo}. */
@Command(
        name = "./demo",
        description = {
            "Starts the whole system on this machine, with a PostgreSQL of its own, and runs it until Ctrl-C. Its data stay"
                    + " in .demo for the next time.",
            ""
        },
        sortOptions = false,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "1:a service ended by itself",
            "2:the arguments are wrong",
            "3:the system could not be started",
            "130:Ctrl-C"
        })
public final class DemoCommand implements Callable<Integer> {
    private static final int ENDED = 1;
    private static final String BASKET = """
            {"customerId":"c-17","items":[{"sku":"sku-1","quantity":2}],"paymentToken":"tok_visa"}""";

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "This text.")
    private boolean help;

    @Option(
            names = "--fraud",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Instances of fraud-service, 1 or 2: the second on 8093, management 9093 (default: ${DEFAULT-VALUE}).")
    void fraud(int instances) {
        if (instances < 1 || instances > 2) {
            throw new ParameterException(spec.commandLine(), "--fraud must be 1 or 2, but is " + instances);
        }
        fraudInstances = instances;
    }

    @Option(names = "--fresh", description = "Throws the data of earlier demos away first.")
    private boolean fresh;

    @Option(names = "--temporary", description = "Leaves .demo alone: this demo's data go when it ends.")
    private boolean temporary;

    private int fraudInstances;

    public static void main(String[] args) {
        Cli.run(new DemoCommand(), args);
    }

    @Override
    public Integer call() throws LaunchException, IOException, InterruptedException {
        Workspace workspace =
                temporary ? Workspace.throwAway() : Workspace.kept(Cli.home().resolve(".demo"), fresh);
        Variant variant = Variant.PROTECTED.withFraudInstances(fraudInstances);
        Setup setup = new Setup(Cli.home(), workspace, Ports.standard(), variant);
        out().println("starting PostgreSQL and " + (Service.values().length - 1 + fraudInstances) + " services …");
        try (RunningSystem system = RunningSystem.start(setup)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> out().println("stopping …")));
            introduce(system, workspace.directory());
            out().println("a first checkout:\n  " + firstCheckout(system));
            out().println("\nrunning until Ctrl-C");
            spec.commandLine().getErr().println(system.trouble().join());
            return ENDED;
        }
    }

    private void introduce(RunningSystem system, Path data) {
        out().println();
        for (Instance instance : system.instances()) {
            out().printf(
                            "%-23s %s   management %s%n",
                            instance.name(),
                            system.http(instance),
                            system.management(instance).address());
        }
        out().printf("%-23s %s, user and password postgres%n", "PostgreSQL", system.databaseUrl(Service.ORDER));
        out().printf("%-23s %s%n", "logs and data", data);
        out().printf(
                        """

                try:
                  curl -s %1$s/checkout -H 'Content-Type: application/json' -H "Idempotency-Key: $RANDOM" -d '%2$s'
                  curl -s -X PUT %3$s/chaos/faults/slow -d '{"type":"latency","latencyMs":2000}'
                  curl -s -X DELETE %3$s/chaos/faults/slow
                  curl -s %4$s/resilience

                """,
                        system.http(Service.ORDER),
                        BASKET,
                        system.management(Service.FRAUD).address(),
                        system.management(Service.PAYMENT).address());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private static String firstCheckout(RunningSystem system) throws IOException, InterruptedException {
        HttpRequest checkout = HttpRequest.newBuilder(system.http(Service.ORDER).resolve("/checkout"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(BASKET))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(checkout, BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }
}
