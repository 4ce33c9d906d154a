package dev.tocsin.incidents.disclosure;

import dev.tocsin.db.Database;
import dev.tocsin.db.Wakes;
import dev.tocsin.incidents.disclosure.imap.Keeper;
import dev.tocsin.incidents.disclosure.imap.Place;
import dev.tocsin.incidents.disclosure.triage.Own;
import dev.tocsin.incidents.mailroom.ArrivedMail;
import dev.tocsin.incidents.mailroom.Mailbox;
import dev.tocsin.incidents.mailroom.RawMail;
import dev.tocsin.incidents.mailroom.Receipt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// Takes what comes to the security address: keeps the bytes, sealed, and has them read afterwards.
public final class SecurityMailbox implements Mailbox, Keeper {
    /// How words and files come by a page of ours.
    static final String WEB = "web";

    private final InboundMailStore mails = new InboundMailStore();
    private final MailboxStore mailboxes = new MailboxStore();
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
        database.run(handle -> {
            var _ = keep(handle, via, mail);
        });
    }

    private long keep(Handle handle, String via, ArrivedMail mail) {
        var sealed = keys.seal(mail.raw().bytes());
        var id = mails.insert(
                handle, via, mail, sealed.raw().bytes(), sealed.key().bytes());
        Wakes.signal(handle, Intake.WORK);
        return id;
    }

    /// The same for what lay in a mailbox. There is no envelope any more: whom it names is read from the mail.
    @Override
    public void keep(Handle handle, RawMail raw, Instant at, Place place) {
        var address = settings.get().map(SecuritySettings::address).orElse("");
        var id = keep(handle, InboundMailStore.IMAP, new ArrivedMail(Optional.empty(), address, raw, at));
        mailboxes.place(handle, id, place);
    }

    @Override
    public Set<Long> kept(Handle handle, String mailbox, long uidValidity) {
        return mailboxes.places(handle, mailbox, uidValidity);
    }
}
