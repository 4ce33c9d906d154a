package dev.tocsin.incidents.disclosure;

import dev.tocsin.db.Database;
import dev.tocsin.db.Wakes;
import dev.tocsin.incidents.disclosure.crypto.Keyring;
import dev.tocsin.incidents.disclosure.crypto.OpenedMail;
import dev.tocsin.incidents.disclosure.mail.ParsedMail;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/// The mails that a machine held back. People look through them, and make a case of what is one.
public final class MailBin {
    private final Database database;
    private final InstantSource clock;
    private final CaseFile file;
    private final Supplier<Keyring> keyring;

    MailBin(Database database, InstantSource clock, CaseFile file, Supplier<Keyring> keyring) {
        this.database = database;
        this.clock = clock;
        this.file = file;
        this.keyring = keyring;
    }

    /// What one says, for somebody who is written down; empty when there is no such mail, or it was erased.
    public Optional<ParsedMail> read(long mail, String reader) {
        var now = clock.instant();
        return database.transact(handle -> file.mails.held(handle, mail).map(found -> {
                    file.letters.noteMail(handle, mail, "read-held", reader, now);
                    return file.keys.open(found);
                }))
                .map(raw -> OpenedMail.of(raw, keyring.get()).mail());
    }

    /// Has it read again, as a case whatever the machine thinks; false when there is no such mail.
    public boolean promote(long mail, String author) {
        var now = clock.instant();
        return database.transact(handle -> {
            if (!file.mails.promote(handle, mail)) {
                return false;
            }
            file.letters.noteMail(handle, mail, "promoted", author, now);
            Wakes.signal(handle, Intake.WORK);
            return true;
        });
    }
}
