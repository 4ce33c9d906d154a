package dev.tocsin.incidents.disclosure;

import dev.tocsin.db.Database;
import dev.tocsin.db.Wakes;
import dev.tocsin.incidents.disclosure.triage.Own;
import dev.tocsin.incidents.mailroom.ArrivedMail;
import dev.tocsin.incidents.mailroom.Mailbox;
import dev.tocsin.incidents.mailroom.Receipt;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

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
        var sealed = keys.seal(mail.raw().bytes());
        database.run(handle -> {
            mails.insert(handle, via, mail, sealed.raw().bytes(), sealed.key().bytes());
            Wakes.signal(handle, Intake.WORK);
        });
    }
}
