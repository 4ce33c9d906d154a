package dev.tocsin.incidents.disclosure;

import dev.tocsin.db.Database;
import dev.tocsin.incidents.disclosure.crypto.Keyring;
import dev.tocsin.incidents.disclosure.crypto.OpenedMail;
import dev.tocsin.incidents.disclosure.mail.Attachment;
import dev.tocsin.incidents.disclosure.mail.ParsedMail;
import dev.tocsin.incidents.disclosure.mail.SafeHtml;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/// The mails of cases as they came, and what came with them. Nothing is opened or unpacked but what sealed it;
/// whoever takes something out is written down in the case.
public final class CaseMails {
    private final Database database;
    private final InstantSource clock;
    private final CaseFile file;
    private final Supplier<Keyring> keyring;

    CaseMails(Database database, InstantSource clock, CaseFile file, Supplier<Keyring> keyring) {
        this.database = database;
        this.clock = clock;
        this.file = file;
        this.keyring = keyring;
    }

    /// The bytes; empty when the case has no such mail, or was erased.
    public Optional<byte[]> raw(DisclosureId id, long mail, String reader) {
        return taken(id, mail, "read-raw", reader, "mail " + mail);
    }

    /// An attachment by the SHA-256 of its content.
    public Optional<Attachment> attachment(DisclosureId id, long mail, String sha256, String reader) {
        return taken(id, mail, "read-attachment", reader, sha256)
                .flatMap(raw -> opened(raw).content().attachments().stream()
                        .filter(one -> one.content().sha256().equals(sha256))
                        .findFirst());
    }

    /// The HTML of a mail, made harmless; empty when it has none, or was encrypted.
    public Optional<String> html(DisclosureId id, long mail, String reader) {
        return taken(id, mail, "read-html", reader, "mail " + mail)
                .flatMap(raw -> opened(raw).content().html())
                .map(SafeHtml::of);
    }

    private ParsedMail opened(byte[] raw) {
        return OpenedMail.of(raw, keyring.get()).mail();
    }

    private Optional<byte[]> taken(DisclosureId id, long mail, String kind, String reader, String what) {
        var now = clock.instant();
        return database.transact(handle -> file.keys
                .of(handle, id)
                .flatMap(seal -> file.letters.messages(handle, id).stream()
                        .filter(row -> row.mail().filter(one -> one == mail).isPresent())
                        .findFirst()
                        .flatMap(_ -> file.mails.find(handle, mail))
                        .map(found -> {
                            file.letters.note(handle, id, kind, reader, what, now);
                            return file.keys.open(found, seal);
                        })));
    }
}
