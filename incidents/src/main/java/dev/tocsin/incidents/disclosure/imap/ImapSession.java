package dev.tocsin.incidents.disclosure.imap;

import dev.tocsin.db.Database;
import dev.tocsin.incidents.mailroom.RawMail;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.UIDFolder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection to a mailbox, from sign-in to the first fault. It reads what is new, waits in IDLE for more, and
/// is shaken out of IDLE from outside by [#nudge].
final class ImapSession implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ImapSession.class);
    private static final int LARGEST = 64 << 20;
    private static final int CONNECT_MILLIS = 15_000;
    private static final Duration COMPARED_EVERY = Duration.ofHours(1);
    private static final int READ_MILLIS = 60_000;

    private final ImapSettings settings;
    private final Database database;
    private final InstantSource clock;
    private final Keeper keeper;
    private final CursorStore cursors = new CursorStore();
    private final IMAPStore store;
    private final IMAPFolder folder;
    private volatile long progressedAt = System.nanoTime();
    private volatile boolean busy = true;
    private long compareAt = progressedAt;

    private ImapSession(
            ImapSettings settings,
            Database database,
            InstantSource clock,
            Keeper keeper,
            IMAPStore store,
            IMAPFolder folder) {
        this.settings = settings;
        this.database = database;
        this.clock = clock;
        this.keeper = keeper;
        this.store = store;
        this.folder = folder;
    }

    /// Signs in and opens the folder.
    static ImapSession open(ImapSettings settings, Database database, InstantSource clock, Keeper keeper)
            throws MessagingException, IOException {
        var store = connect(settings);
        var folder = (IMAPFolder) store.getFolder(settings.folder());
        folder.open(Folder.READ_WRITE);
        return new ImapSession(settings, database, clock, keeper, store, folder);
    }

    /// Signs in.
    static IMAPStore connect(ImapSettings settings) throws MessagingException, IOException {
        var secret = settings.oauth().isPresent()
                ? AccessToken.fetch(settings.oauth().get())
                : settings.password().orElseThrow();
        var protocol = settings.tls() == ImapSettings.Tls.IMPLICIT ? "imaps" : "imap";
        var store =
                (IMAPStore) Session.getInstance(properties(settings, protocol)).getStore(protocol);
        store.connect(settings.host(), settings.port(), settings.user(), secret.reveal());
        return store;
    }

    private static Properties properties(ImapSettings settings, String protocol) {
        var properties = new Properties();
        var prefix = "mail." + protocol + ".";
        properties.put(prefix + "connectiontimeout", String.valueOf(CONNECT_MILLIS));
        properties.put(prefix + "timeout", String.valueOf(READ_MILLIS));
        properties.put(prefix + "writetimeout", String.valueOf(READ_MILLIS));
        properties.put(prefix + "peek", "true");
        properties.put(prefix + "partialfetch", "true");
        properties.put(prefix + "fetchsize", String.valueOf(1 << 20));
        properties.put(prefix + "ssl.checkserveridentity", "true");
        if (settings.tls() == ImapSettings.Tls.STARTTLS) {
            properties.put(prefix + "starttls.enable", "true");
            properties.put(prefix + "starttls.required", "true");
        }
        if (settings.oauth().isPresent()) {
            properties.put(prefix + "auth.mechanisms", "XOAUTH2");
        }
        return properties;
    }

    /// Takes over all that is new: by UID, whether somebody has looked at it or not. Only what is committed is
    /// marked as
    /// seen.
    void readNew() throws MessagingException, IOException {
        var validity = folder.getUIDValidity();
        var cursor = database.transact(handle -> cursors.find(handle, settings.name()));
        var from = cursor.nextUid(validity);
        var found = false;
        for (var message : folder.getMessagesByUID(from, UIDFolder.LASTUID)) {
            var uid = folder.getUID(message);
            // A server answers `*` with its last mail even where that is older.
            if (uid >= from && message instanceof IMAPMessage fresh) {
                found = true;
                keep(fresh, new Cursor(validity, uid), uid);
            }
            progressedAt = System.nanoTime();
        }
        busy = found;
        progressedAt = System.nanoTime();
        if (!found && progressedAt > compareAt) {
            compare(validity);
            compareAt = System.nanoTime() + COMPARED_EVERY.toNanos();
        }
    }

    /// Compares what lies in the mailbox with what we have of it, and takes over what was passed over: some servers
    /// show a mail later than the one after it.
    private void compare(long validity) throws MessagingException, IOException {
        var cursor = database.transact(handle -> cursors.find(handle, settings.name()));
        var kept = database.transact(handle -> keeper.kept(handle, settings.name(), validity));
        var missing = new ArrayList<IMAPMessage>();
        var mails = folder.getMessagesByUID(1, UIDFolder.LASTUID);
        for (var message : mails) {
            var uid = folder.getUID(message);
            if (uid < cursor.nextUid(validity) && !kept.contains(uid) && message instanceof IMAPMessage one) {
                missing.add(one);
            }
        }
        note(mails.length, missing.size());
        for (var message : missing) {
            log.warn("mail {} of {} had been passed over", folder.getUID(message), settings.name());
            keep(message, cursor, folder.getUID(message));
        }
        if (!missing.isEmpty()) {
            note(mails.length, 0);
        }
    }

    private void note(int mails, int missing) {
        var now = clock.instant();
        database.run(handle -> cursors.counted(handle, settings.name(), mails, missing, now));
    }

    /// Whether something came just now. What comes between the last look and IDLE is told by some servers before
    /// IDLE has begun, and the library does not end it for that: look again soon.
    boolean isBusy() {
        return busy;
    }

    private void keep(IMAPMessage message, Cursor cursor, long uid) throws MessagingException, IOException {
        byte[] raw;
        try (var in = message.getMimeStream()) {
            raw = in.readNBytes(LARGEST);
        }
        if (raw.length == LARGEST) {
            log.warn(
                    "mail {} of {} is larger than {} bytes: the rest stays there alone", uid, settings.name(), LARGEST);
        }
        var arrivedAt = arrivedAt(message);
        var place = new Place(settings.name(), cursor.uidValidity(), uid);
        database.run(handle -> {
            keeper.keep(handle, new RawMail(raw), arrivedAt, place);
            cursors.move(handle, settings.name(), cursor);
        });
        message.setFlag(Flags.Flag.SEEN, true);
    }

    /// When the server took it in, so that our promises count from then, though we were away.
    private Instant arrivedAt(IMAPMessage message) throws MessagingException {
        var now = clock.instant();
        return Optional.ofNullable(message.getReceivedDate())
                .map(Date::toInstant)
                .filter(at -> at.isBefore(now))
                .orElse(now);
    }

    /// Waits until the server tells of something, or [#nudge] ends the wait. The library's read time-outs do not
    /// count here.
    void idle() throws MessagingException {
        folder.idle(true);
        progressedAt = System.nanoTime();
    }

    /// Asks whether anything is new, which ends IDLE. Called from another thread.
    void nudge() throws MessagingException {
        var _ = folder.doCommand(protocol -> {
            protocol.simpleCommand("NOOP", null);
            return Message.class;
        });
    }

    Duration sinceProgress() {
        return Duration.ofNanos(System.nanoTime() - progressedAt);
    }

    @Override
    public void close() throws MessagingException {
        store.close();
    }
}
