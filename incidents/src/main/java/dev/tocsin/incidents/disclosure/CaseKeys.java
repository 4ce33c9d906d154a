package dev.tocsin.incidents.disclosure;

import dev.tocsin.incidents.mailroom.Octets;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Which key seals what. Each case has a key and each mail has one. A case's key is sealed by the master key; a
/// mail's by its case's, or by the master key until it has a case. So whoever takes away the key of a case takes
/// away all of it.
final class CaseKeys {
    private final DisclosureStore cases = new DisclosureStore();
    private final MasterKey master;

    CaseKeys(MasterKey master) {
        this.master = master;
    }

    /// A mail that was just brought, sealed by a key of its own.
    record Sealed(Octets raw, Octets key) {}

    Sealed seal(byte[] raw) {
        var key = Seal.made();
        return new Sealed(new Octets(key.seal(raw, "mail")), new Octets(key.under(master.seal(), "mail key")));
    }

    /// The bytes of a mail that has no case.
    byte[] open(InboundMailStore.Taken mail) {
        return Seal.from(master.seal(), mail.key().bytes(), "mail key")
                .open(mail.raw().bytes(), "mail");
    }

    /// The bytes of a mail of this case.
    byte[] open(InboundMailStore.Taken mail, Seal ofCase) {
        return Seal.from(ofCase, mail.key().bytes(), "mail key").open(mail.raw().bytes(), "mail");
    }

    /// A key for a new case.
    Seal give(Handle handle, DisclosureId id) {
        var key = Seal.made();
        cases.giveKey(handle, id, key.under(master.seal(), place(id)));
        return key;
    }

    /// Empty when it was taken away.
    Optional<Seal> of(Handle handle, DisclosureId id) {
        return cases.key(handle, id).map(kept -> Seal.from(master.seal(), kept, place(id)));
    }

    /// The key of a mail that had no case, sealed by that of its case.
    byte[] moved(InboundMailStore.Taken mail, Seal ofCase) {
        return Seal.from(master.seal(), mail.key().bytes(), "mail key").under(ofCase, "mail key");
    }

    private static String place(DisclosureId id) {
        return "case " + id.value();
    }
}
