package dev.tocsin.monitor.settings;

import dev.tocsin.config.Secret;
import dev.tocsin.config.Section;
import dev.tocsin.monitor.ConnectionExpectation;
import dev.tocsin.monitor.DialogueStep;
import dev.tocsin.monitor.Endpoint;
import dev.tocsin.monitor.MailTls;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.Probe.HostAndPort;
import dev.tocsin.monitor.Regex;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Reads the monitors that talk over a connection of their own: `tcp`, `tls`, `smtp`, `imap` and `websocket`.
final class SocketProbeSettings {
    private static final int SMTPS = 465;
    private static final int IMAPS = 993;
    private static final int MOST_STEPS = 20;
    private static final Duration LONGEST_WITHIN = Duration.ofMinutes(1);
    private static final Duration SHORTEST_VALIDITY = Duration.ofMinutes(1);
    private static final Duration LONGEST_VALIDITY = Duration.ofDays(3650);
    private static final HostAndPort NOWHERE = new HostAndPort("nowhere.invalid", 1);

    private SocketProbeSettings() {}

    static Probe.Tcp tcp(Section section) {
        var tls = section.optionalFlag("tls").orElse(false);
        return new Probe.Tcp(endpoint(section, "tcp"), tls, steps(section), expectation(section, tls));
    }

    static Probe.Tls tls(Section section) {
        return new Probe.Tls(endpoint(section, "tls"), expectation(section, true));
    }

    static Probe.Smtp smtp(Section section) {
        var endpoint = endpoint(section, "smtp");
        var tls = mailTls(section, endpoint, SMTPS);
        return new Probe.Smtp(endpoint, tls, expectation(section, tls != MailTls.NONE));
    }

    static Probe.Imap imap(Section section) {
        var endpoint = endpoint(section, "imap");
        var tls = mailTls(section, endpoint, IMAPS);
        return new Probe.Imap(endpoint, tls, expectation(section, tls != MailTls.NONE));
    }

    static Probe.WebSocket webSocket(Section section) {
        var url = section.optionalUrl("websocket", "ws", "wss").orElse(URI.create("wss://nowhere.invalid/"));
        return new Probe.WebSocket(
                url,
                HeaderSettings.read(section),
                steps(section),
                expectation(section, "wss".equalsIgnoreCase(url.getScheme())),
                endpoint(section, Probe.WebSocket.address(url)));
    }

    private static Endpoint endpoint(Section section, String key) {
        return endpoint(section, section.parsed(key, HostAndPort::parse, NOWHERE));
    }

    private static Endpoint endpoint(Section section, HostAndPort address) {
        return new Endpoint(
                address,
                section.optionalParsed("connectTo", HostAndPort::parse),
                section.optionalText("serverName"),
                section.optionalPath("trust"));
    }

    /// The port that stands for TLS from the first byte on has it; elsewhere mail is encrypted after the greeting.
    private static MailTls mailTls(Section section, Endpoint endpoint, int implicit) {
        return section.optionalOneOf("tls", MailTls.class)
                .orElse(endpoint.address().port() == implicit ? MailTls.IMPLICIT : MailTls.STARTTLS);
    }

    private static ConnectionExpectation expectation(Section section, boolean encrypted) {
        var expect = section.section("expect");
        var validFor = expect.optionalDuration("validFor", SHORTEST_VALIDITY, LONGEST_VALIDITY);
        if (validFor.isPresent() && !encrypted) {
            expect.problem("validFor", "a connection without TLS shows no certificate", "encrypt it or take this away");
        }
        return new ConnectionExpectation(
                expect.optionalDuration("within", Duration.ofMillis(1), LONGEST_WITHIN),
                expect.has("slowIsDown") && expect.flag("slowIsDown"),
                validFor);
    }

    private static List<DialogueStep> steps(Section section) {
        var steps = section.sections("steps").stream()
                .map(SocketProbeSettings::step)
                .flatMap(Optional::stream)
                .toList();
        if (steps.size() > MOST_STEPS) {
            section.problem("steps", steps.size() + " steps are too many", "leave " + MOST_STEPS + " at most");
        }
        return steps;
    }

    private static Optional<DialogueStep> step(Section step) {
        var send = step.optionalSecret("send").map(Secret::reveal);
        var expect = step.optionalParsed("expect", Regex::parse);
        if (step.has("send") == step.has("expect")) {
            step.problem("", "a step either sends or expects", "write send: TEXT or expect: REGEX");
        }
        return send.<DialogueStep>map(DialogueStep.Send::new).or(() -> expect.map(DialogueStep.Expect::new));
    }
}
