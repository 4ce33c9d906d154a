package dev.tocsin.app.commands;

import dev.tocsin.app.agent.AgentSettings;
import dev.tocsin.app.edge.Tokens;
import dev.tocsin.config.Secret;
import dev.tocsin.incidents.disclosure.SecuritySettings;
import dev.tocsin.incidents.ledger.Erasures;
import dev.tocsin.incidents.ledger.LedgerState;
import dev.tocsin.incidents.oncall.OnCallSchedule;
import dev.tocsin.monitor.Confirmation;
import dev.tocsin.monitor.HttpExpectation;
import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.Probe;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// Remembers what it was asked for, and fails when it was told to.
final class FakeHouse implements House {
    final List<String> calls = new ArrayList<>();
    final List<AgentSettings> agents = new ArrayList<>();
    Optional<RuntimeException> fault = Optional.empty();
    Map<String, Optional<Secret>> heartbeats = Map.of();
    Optional<Probe> probe = Optional.empty();
    Optional<OnCallSchedule> schedule = Optional.empty();
    URI address = URI.create("http://127.0.0.1:1/");
    Optional<SecuritySettings> security = Optional.empty();
    Optional<Tokens> tokens = Optional.empty();
    LedgerState ledger = new LedgerState.Whole(0, 0, "");

    @Override
    public int serve(Place place) {
        fault.ifPresent(one -> {
            throw one;
        });
        calls.add("serve " + place);
        return 0;
    }

    @Override
    public int agent(AgentSettings settings) {
        agents.add(settings);
        return 0;
    }

    @Override
    public int check(List<Path> files) {
        calls.add("check " + files);
        return 1;
    }

    @Override
    public int demo(int size) {
        calls.add("demo " + size);
        return 0;
    }

    @Override
    public int migrate(Place place) {
        calls.add("migrate " + place);
        return 0;
    }

    @Override
    public <T> T withTokens(Place place, Function<Tokens, T> work) {
        return work.apply(tokens.orElseThrow());
    }

    @Override
    public LedgerState verifyLedger(Place place) {
        return ledger;
    }

    @Override
    public Erasures.Erased erase(Place place, String name) {
        calls.add("erase " + place + " " + name);
        return new Erasures.Erased("erased-1", 4, 2);
    }

    @Override
    public Map<String, Optional<Secret>> heartbeats(Place place) {
        calls.add("heartbeats " + place);
        return new TreeMap<>(heartbeats);
    }

    @Override
    public OnCallSchedule schedule(Path config, String name) {
        calls.add("schedule " + config + " " + name);
        return schedule.orElseThrow(() -> new Refusal(Exit.USAGE, "there is no schedule \"" + name + "\""));
    }

    @Override
    public URI address(Place place) {
        calls.add("address " + place);
        return address;
    }

    @Override
    public Optional<SecuritySettings> security(Path config) {
        return security;
    }

    @Override
    public Monitor monitor(Path config, String name) {
        calls.add("monitor " + config + " " + name);
        var expectation = new HttpExpectation(List.of(), List.of(), List.of(), List.of(), Optional.empty(), false);
        var probe = new Probe.Http(
                URI.create("https://shop.example.com/"),
                "GET",
                Map.of(),
                expectation,
                5,
                Optional.empty(),
                Optional.empty());
        return new Monitor(
                name,
                this.probe.orElse(probe),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                new Confirmation(2, 2, Duration.ofSeconds(5)));
    }
}
