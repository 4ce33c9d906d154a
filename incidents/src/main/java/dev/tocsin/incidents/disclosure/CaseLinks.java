package dev.tocsin.incidents.disclosure;

import dev.tocsin.incidents.disclosure.crypto.Keyring;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// The address under which a reporter sees his case: taken away, or replaced by a new one, which goes to the reporter
/// alone, by mail. We keep its hash.
public final class CaseLinks {
    private final InstantSource clock;
    private final CaseFile file;
    private final CaseWork work;
    private final Supplier<Optional<SecuritySettings>> settings;
    private final Supplier<Keyring> keyring;

    CaseLinks(
            InstantSource clock,
            CaseFile file,
            CaseWork work,
            Supplier<Optional<SecuritySettings>> settings,
            Supplier<Keyring> keyring) {
        this.clock = clock;
        this.file = file;
        this.work = work;
        this.settings = settings;
        this.keyring = keyring;
    }

    /// Sends the reporter a new address; the one before stops to work at once.
    public Done renew(DisclosureId id, String author) {
        return work.within(id, (handle, found, seal) -> {
            var reporter = reporter(handle, found);
            if (settings.get().isEmpty() || reporter.isEmpty()) {
                return new Done.No("there is no reporter to whom a new address could be sent");
            }
            var now = clock.instant();
            var link = file.madeLink();
            file.cases.relink(handle, id, Optional.of(link.hash().bytes()));
            var address = file.address(link);
            var text = """
                    Hello,

                    your case %s has a new address:

                        %s

                    The one before no longer works. Keep this one to yourself: whoever has it can read the case.
                    """.formatted(found.reference(), address);
            send(handle, found, seal, reporter.get(), text, address, now);
            file.letters.note(handle, id, "link-renewed", author, "", now);
            return new Done.Yes();
        });
    }

    /// From now on nobody sees the case by an address.
    public Done revoke(DisclosureId id, String author) {
        return work.within(id, (handle, _, _) -> {
            file.cases.relink(handle, id, Optional.empty());
            file.letters.note(handle, id, "link-revoked", author, "", clock.instant());
            return new Done.Yes();
        });
    }

    /// To whom something secret may be sent.
    Optional<Participant> reporter(Handle handle, Disclosure found) {
        return file.people.of(handle, found.id()).stream()
                .filter(person -> person.approved() && person.address().equalsIgnoreCase(found.sender()))
                .findFirst();
    }

    /// Sends a text that holds a secret address, of which we keep no copy.
    void send(
            Handle handle,
            Disclosure found,
            Seal seal,
            Participant reporter,
            String text,
            String address,
            Instant now) {
        var sealed = reporter.keys().sealed(text, keyring.get(), now);
        file.send(
                handle,
                settings.get().orElseThrow(),
                found,
                seal,
                new Outgoing(
                        "intake",
                        reporter.address(),
                        reporter.address(),
                        text,
                        text.replace(address, CaseFile.NO_COPY),
                        sealed,
                        true),
                now);
    }
}
