package dev.tocsin.incidents.disclosure;

import dev.tocsin.db.Database;
import dev.tocsin.db.Wakes;
import dev.tocsin.incidents.disclosure.triage.Own;
import dev.tocsin.incidents.mailroom.ArrivedMail;
import dev.tocsin.incidents.mailroom.Mailbox;
import dev.tocsin.incidents.mailroom.RawMail;
import dev.tocsin.incidents.mailroom.Receipt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// Takes what comes to the security address: keeps the bytes, sealed, and has them read afterwards.
public final class SecurityMailbox implements Mailbox {
    private final InboundMailStore mails = new InboundMailStore();
    private final Database database;
    private final CaseKeys keys;
    private final Supplier<Optional<SecuritySettings>> settings;

    public SecurityMailbox(Database database, MasterKey master, Supplier<Optional<SecuritySettings>> settings) {
        this.database = database;
        this.keys = new CaseKeys(master);
        this.settings = settings;
    }

    @Override
    public boolean takes(String recipient) {
        return settings.get()
                .filter(known -> new Own(Optional.of(known.address()), List.of()).isOurs(recipient))
                .isPresent();
    }

    @Override
    public Receipt put(ArrivedMail mail) {
        keep("lmtp", mail);
        return new Receipt.Kept();
    }

    /// The same for what came by another way; returns when it is committed.
    void keep(String via, ArrivedMail mail) {
        database.run(handle -> keep(handle, via, mail));
    }

    private void keep(Handle handle, String via, ArrivedMail mail) {
        var sealed = keys.seal(mail.raw().bytes());
        mails.insert(handle, via, mail, sealed.raw().bytes(), sealed.key().bytes());
        Wakes.signal(handle, Intake.WORK);
    }

    /// The same for what lay in a mailbox. There is no envelope any more: whom it names is read from the mail.
    public void keepFromMailbox(Handle handle, RawMail raw, Instant at) {
        var address = settings.get().map(SecuritySettings::address).orElse("");
        keep(handle, InboundMailStore.IMAP, new ArrivedMail(Optional.empty(), address, raw, at));
    }
}
