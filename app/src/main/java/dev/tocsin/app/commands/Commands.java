package dev.tocsin.app.commands;

import dev.tocsin.app.http.PortUnavailable;
import dev.tocsin.db.DatabaseUnavailable;
import dev.tocsin.monitor.Probers;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command line: reads the arguments, runs the command, and turns whatever goes wrong into one line on stderr and
/// an exit code.
public final class Commands {
    private static final Set<String> STAY = Set.of("server", "demo", "agent");
    private final RootCommand root = new RootCommand();
    private final CommandLine line;
    private final LogSetting logs;

    /// Called once the arguments are read and before the command runs. `running` is true for the commands that stay
    /// and whose log is their voice; the others have something else to say and log only what is wrong.
    @FunctionalInterface
    public interface LogSetting {
        void apply(boolean running, boolean debug, boolean json);
    }

    public Commands(
            House house,
            Probers probers,
            InstantSource clock,
            Map<String, String> environment,
            Terminal terminal,
            PrintWriter out,
            PrintWriter err,
            LogSetting logs) {
        this.logs = logs;
        line = new CommandLine(root)
                .addSubcommand(new DemoCommand(house))
                .addSubcommand(new ServerCommand(house))
                .addSubcommand(new AgentCommand(house, environment))
                .addSubcommand(new CheckCommand(house))
                .addSubcommand(new ProbeCommand(house, probers, terminal))
                .addSubcommand(new PostureCommand(clock, terminal))
                .addSubcommand(new JudgeCommand(clock))
                .addSubcommand(new MailCommand(house, clock))
                .addSubcommand(new ImportCommand())
                .addSubcommand(new OnCallCommand(house, clock))
                .addSubcommand(new DrillCommand(house, clock, environment, terminal))
                .addSubcommand(new UpdateCommand(house, environment))
                .addSubcommand(new TokenCommand(house, clock))
                .addSubcommand(new HeartbeatCommand(house))
                .addSubcommand(new LedgerCommand(house))
                .addSubcommand(new MigrateCommand(house));
        layOut(line);
        line.getCommandSpec()
                .versionProvider(new Version())
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Show the version.")
                        .build());
        line.setOut(out)
                .setErr(err)
                .setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(this::execute)
                .setParameterExceptionHandler((fault, arguments) -> misread(fault))
                .setExecutionExceptionHandler((fault, command, result) -> failed(fault, command));
    }

    /// One look for all help, and `--help` on every command.
    private static void layOut(CommandLine command) {
        var spec = command.getCommandSpec();
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build());
        spec.usageMessage()
                .descriptionHeading("%n")
                .parameterListHeading("%n")
                .optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands:%n");
        command.getSubcommands().values().forEach(Commands::layOut);
    }

    /// Runs the command that `arguments` name and answers its exit code; see [Exit].
    public int run(String... arguments) {
        return line.execute(arguments);
    }

    private int execute(CommandLine.ParseResult arguments) {
        var name =
                arguments.hasSubcommand() ? arguments.subcommand().commandSpec().name() : "";
        logs.apply(STAY.contains(name), root.debug(), root.logJson());
        return new CommandLine.RunLast().execute(arguments);
    }

    private static int misread(ParameterException fault) {
        var command = fault.getCommandLine();
        var err = command.getErr();
        err.println("tocsin: " + oneLine(String.valueOf(fault.getMessage())) + "; see "
                + command.getCommandSpec().qualifiedName() + " --help");
        UnmatchedArgumentException.printSuggestions(fault, err);
        err.flush();
        return Exit.USAGE;
    }

    private int failed(Exception fault, CommandLine command) {
        var err = command.getErr();
        err.println(sentence(fault));
        if (root.debug()) {
            fault.printStackTrace(err);
        }
        err.flush();
        return switch (fault) {
            case Refusal refusal -> refusal.exit();
            case PortUnavailable _ -> Exit.NO;
            default -> Exit.COULD_NOT_TELL;
        };
    }

    /// What we threw ourselves says what is wrong and how to mend it, and several problems stand on a line each; all
    /// else is a fault of ours and says so.
    private String sentence(Exception fault) {
        var message = String.valueOf(fault.getMessage());
        return switch (fault) {
            case Refusal _ when message.contains("\n") -> message;
            case Refusal _, PortUnavailable _, DatabaseUnavailable _ -> "tocsin: " + oneLine(message);
            default -> {
                var where = root.debug() ? "" : "; --debug shows where";
                yield "tocsin: " + oneLine(message) + " (" + fault.getClass().getSimpleName() + where + ")";
            }
        };
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
