package dev.tocsin.app.commands;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.tocsin.app.disclosure.MailJson;
import dev.tocsin.incidents.disclosure.KeyFiles;
import dev.tocsin.incidents.disclosure.MailReading;
import dev.tocsin.incidents.disclosure.SecuritySettings;
import dev.tocsin.incidents.disclosure.auth.Authenticator;
import dev.tocsin.incidents.disclosure.auth.MailDns;
import dev.tocsin.incidents.disclosure.auth.TrustedResults;
import dev.tocsin.incidents.disclosure.crypto.Keyring;
import dev.tocsin.incidents.disclosure.dns.LookedUpNames;
import dev.tocsin.incidents.disclosure.mail.Addresses.Mailbox;
import dev.tocsin.incidents.disclosure.mail.ParsedMail;
import dev.tocsin.incidents.disclosure.triage.Own;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "mail",
        description = {
            "Reads mails as the security address would, and stores nothing: one JSON object a mail.",
            "",
            "Without --config whoever a mail is to is taken for us. A token in an address proves nothing here, so no",
            "mail belongs to a case."
        })
final class MailCommand implements Callable<Integer> {
    private static final ObjectWriter WRITER =
            new ObjectMapper().writer().with(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());

    private final House house;
    private final InstantSource clock;

    @Parameters(paramLabel = "FILE|DIR", arity = "1..*", description = "Mails, and folders of them.")
    private List<Path> places = List.of();

    @Option(names = "--config", paramLabel = "FILE", description = "Whose addresses, lists and keys count.")
    private @Nullable Path config;

    @Option(names = "--dns", description = "Look up what domains say of signatures and senders.")
    private boolean dns;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    MailCommand(House house, InstantSource clock) {
        this.house = house;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        var settings = Optional.ofNullable(config).flatMap(house::security);
        var keys = settings.map(MailCommand::keys).orElse(Keyring.EMPTY);
        var out = spec.commandLine().getOut();
        for (var file : files()) {
            var raw = Files.readAllBytes(file);
            var read = reading(settings, keys, raw).read(raw, Optional.empty(), clock.instant());
            out.println(WRITER.writeValueAsString(MailJson.of(file.toString(), raw, read)));
            out.flush();
        }
        return Exit.FINE;
    }

    private MailReading reading(Optional<SecuritySettings> settings, Keyring keys, byte[] raw) {
        var names = dns ? Optional.<MailDns>of(LookedUpNames.ofThisMachine(clock)) : Optional.<MailDns>empty();
        return settings.map(known -> MailReading.of(known, keys, names)).orElseGet(() -> guessed(raw, names));
    }

    /// We might be whoever the mail is to: enough to tell which notes in it are our own server's, and whether somebody
    /// writes in our name.
    private static MailReading guessed(byte[] raw, Optional<MailDns> names) {
        var domain = ParsedMail.read(raw).to().stream().findFirst().map(Mailbox::domain);
        var own = new Own(domain.map(name -> "security@" + name), List.of());
        return new MailReading(
                own, Keyring.EMPTY, new Authenticator(new TrustedResults(List.of(), domain, 1), names, List.of()));
    }

    private static Keyring keys(SecuritySettings settings) {
        try {
            return KeyFiles.open(settings);
        } catch (IllegalArgumentException fault) {
            throw new Refusal(Exit.NO, String.valueOf(fault.getMessage()));
        }
    }

    private List<Path> files() throws IOException {
        var files = new ArrayList<Path>();
        for (var place : places) {
            if (Files.isDirectory(place)) {
                try (var inside = Files.walk(place)) {
                    inside.filter(Files::isRegularFile).sorted().forEach(files::add);
                }
            } else if (Files.isReadable(place)) {
                files.add(place);
            } else {
                throw new Refusal(Exit.USAGE, place + " cannot be read, name a mail or a folder of mails");
            }
        }
        return files;
    }
}
