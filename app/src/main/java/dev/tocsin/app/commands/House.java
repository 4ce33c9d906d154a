package dev.tocsin.app.commands;

import dev.tocsin.app.agent.AgentSettings;
import dev.tocsin.app.edge.Tokens;
import dev.tocsin.config.Secret;
import dev.tocsin.incidents.disclosure.SecuritySettings;
import dev.tocsin.incidents.ledger.Erasures;
import dev.tocsin.incidents.ledger.LedgerState;
import dev.tocsin.incidents.oncall.OnCallSchedule;
import dev.tocsin.monitor.Monitor;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What the commands ask of the product. Each method may end with a [Refusal], whose line the person then reads.
public interface House {

    /// Where a command finds the product's data: the settings file and the data folder, when they are named.
    record Place(Optional<Path> config, Optional<Path> data) {}

    /// Runs the product until it is told to stop, and answers the exit code.
    int serve(Place place);

    /// Looks from another place until it is told to stop, and answers the exit code.
    int agent(AgentSettings settings);

    /// Prints every problem of the files and answers 1 when there is one.
    int check(List<Path> files);

    /// Runs the demo with `size` times its data until it is told to stop.
    int demo(int size);

    /// Brings the database's tables to this version's form.
    int migrate(Place place);

    /// Does `work` on the tokens of a running or a stopped product.
    <T> T withTokens(Place place, Function<Tokens, T> work);

    /// Computes the ledger of a running or a stopped product again.
    LedgerState verifyLedger(Place place);

    /// Takes somebody who stands in the settings no more out of what was written of incidents.
    Erasures.Erased erase(Place place, String name);

    /// Every heartbeat of a running or a stopped product by its name, with the address to call; empty where nobody
    /// here knows it.
    Map<String, Optional<Secret>> heartbeats(Place place);

    /// The schedule of that name in the settings, with the overrides that stand there.
    OnCallSchedule schedule(Path config, String name);

    /// Where the product of these settings is reached on this machine.
    URI address(Place place);

    /// What the settings say of the security address; empty when they say nothing.
    Optional<SecuritySettings> security(Path config);

    /// The monitor of that name in the settings.
    Monitor monitor(Path config, String name);
}
