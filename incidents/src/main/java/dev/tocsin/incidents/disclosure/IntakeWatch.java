package dev.tocsin.incidents.disclosure;

import dev.tocsin.db.Database;
import dev.tocsin.incidents.Actor;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.Severity;
import dev.tocsin.incidents.disclosure.crypto.Keyring;
import dev.tocsin.incidents.disclosure.crypto.PgpKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/// Watches the intake itself: that every mail that was kept comes to an end, and that our key does not run out
/// unseen.
public final class IntakeWatch {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration NOTICE = Duration.ofDays(30);
    private static final String STUCK = "security-intake-stuck";
    private static final String MISSING = "security-mailbox-differs";
    private static final String REFUSED = "security-intake-refused";
    private static final String KEY = "security-key-ends";
    private static final Actor WATCH = new Actor("security reports", "the intake");

    private final InboundMailStore mails = new InboundMailStore();
    private final Database database;
    private final InstantSource clock;
    private final Incidents incidents;
    private final Intake intake;
    private final Supplier<Optional<SecuritySettings>> settings;
    private final Supplier<Keyring> keyring;

    /// Whether this node told of it: another one, which reads, does not take that back.
    private boolean toldOfRefusal = true;

    IntakeWatch(
            Database database,
            InstantSource clock,
            Incidents incidents,
            Intake intake,
            Supplier<Optional<SecuritySettings>> settings,
            Supplier<Keyring> keyring) {
        this.database = database;
        this.clock = clock;
        this.incidents = incidents;
        this.intake = intake;
        this.settings = settings;
        this.keyring = keyring;
    }

    /// Looks. To be called every minute.
    public void look() {
        settings.get().ifPresent(this::look);
    }

    private void look(SecuritySettings known) {
        var now = clock.instant();
        var stuck = database.transact(handle -> mails.unread(handle, now.minus(LONGEST)));
        if (stuck > 0) {
            incidents.report(
                    STUCK,
                    "Security reports are not being read",
                    "%d mails came more than %d minutes ago and have no case yet; the log says why."
                            .formatted(stuck, LONGEST.toMinutes()),
                    Severity.CRITICAL,
                    known.policy());
        } else {
            incidents.clear(STUCK, WATCH);
        }
        lookAtReaders(known);
        var missing = database.transact(new MailboxStore()::mailboxes).stream()
                .mapToInt(MailboxCount::missing)
                .sum();
        if (missing > 0) {
            incidents.report(
                    MISSING,
                    "Mails lie in the mailbox of the security address that were not taken over",
                    "%d of them; the log says why. Read that mailbox by hand meanwhile.".formatted(missing),
                    Severity.CRITICAL,
                    known.policy());
        } else {
            incidents.clear(MISSING, WATCH);
        }
        var end = keyring.get().pgp().flatMap(PgpKey::expiresAt).filter(at -> at.isBefore(now.plus(NOTICE)));
        if (end.isPresent()) {
            incidents.report(
                    KEY,
                    "The PGP key of the security address ends soon",
                    "It ends at " + end.get() + ": extend it, and publish it anew.",
                    Severity.MINOR,
                    known.policy());
        } else {
            incidents.clear(KEY, WATCH);
        }
    }

    private void lookAtReaders(SecuritySettings known) {
        if (intake.isRefused()) {
            toldOfRefusal = true;
            incidents.report(
                    REFUSED,
                    "A node reads no security reports any more",
                    "%d mails are being read there for ever. All are kept; keep a thread dump, and restart the node."
                            .formatted(intake.overdue()),
                    Severity.CRITICAL,
                    known.policy());
        } else if (toldOfRefusal) {
            toldOfRefusal = false;
            incidents.clear(REFUSED, WATCH);
        }
    }
}
