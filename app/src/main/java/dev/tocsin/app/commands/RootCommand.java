package dev.tocsin.app.commands;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// `tocsin` itself: says what there is, and holds the options that every command has.
@Command(
        name = "tocsin",
        customSynopsis = "tocsin COMMAND [OPTION…]",
        description = {
            "Watches your sites, pages the people on call when something breaks, and tells your customers on a status page."
        },
        footerHeading = "%n",
        footer = {
            "To look around:          tocsin demo",
            "To start with your own:  write tocsin.yml, then tocsin check tocsin.yml and tocsin server",
            "",
            "Exit codes: 0 fine, 1 the answer is no, 2 could not tell, 64 wrong usage."
        })
final class RootCommand implements Runnable {

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show stack traces, and log in detail.")
    private boolean debug;

    @Option(names = "--log-json", scope = ScopeType.INHERIT, description = "Log one JSON object a line, on stderr.")
    private boolean logJson;

    @picocli.CommandLine.Spec
    private picocli.CommandLine.Model.CommandSpec spec = picocli.CommandLine.Model.CommandSpec.create();

    boolean debug() {
        return debug;
    }

    boolean logJson() {
        return logJson;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
