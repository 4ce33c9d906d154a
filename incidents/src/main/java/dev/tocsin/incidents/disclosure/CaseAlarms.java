package dev.tocsin.incidents.disclosure;

import dev.tocsin.db.Database;
import dev.tocsin.incidents.Actor;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.Severity;
import dev.tocsin.incidents.delivery.DeliveryListener;
import dev.tocsin.incidents.delivery.DeliveryState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// Makes incidents of what is due in cases, so that the same people are paged by the same on-call. The incident is
/// reported before it is noted that it was: a crash between reports twice, which the incident's key makes once.
public final class CaseAlarms implements DeliveryListener {
    public static final String CLOCKS = "disclosure-clock";
    /// One incident for all cases that it keeps from being acknowledged.
    static final String BREAKER = "breaker: a machine has answered more in an hour than it should";

    public static final String ALARMS = Settlement.ALARM;

    private static final Actor INTAKE = new Actor("security reports", "the case");

    private final Database database;
    private final InstantSource clock;
    private final Incidents incidents;
    private final CaseFile file;
    private final Supplier<Optional<SecuritySettings>> settings;

    CaseAlarms(
            Database database,
            InstantSource clock,
            Incidents incidents,
            CaseFile file,
            Supplier<Optional<SecuritySettings>> settings) {
        this.database = database;
        this.clock = clock;
        this.incidents = incidents;
        this.file = file;
        this.settings = settings;
    }

    /// The rows that tell whether a clock has run out.
    public static String clocksDue() {
        return CaseClockStore.CLOCKS_DUE;
    }

    /// The same for alarms.
    public static String alarmsDue() {
        return CaseClockStore.ALARMS_DUE;
    }

    /// Pages for what cannot wait.
    public void alarmDue() {
        for (var one : database.transact(file.clocks::alarmed)) {
            var broken = one.alarm().equals(BREAKER);
            var urgent = broken || one.alarm().startsWith("critical: ");
            var because = one.alarm().substring(one.alarm().indexOf(' ') + 1);
            incidents.report(
                    broken ? "security-answers-stopped" : key(one.reference(), urgent ? "alarm" : "letter"),
                    broken
                            ? "Security reports are no longer acknowledged"
                            : "Security report " + one.reference() + ": " + because,
                    "Look at the case at once; it says more than a message may.",
                    urgent ? Severity.CRITICAL : Severity.MINOR,
                    policy());
            database.run(handle -> {
                file.clocks.alarm(handle, one.id(), "");
                file.letters.note(handle, one.id(), "paged", "intake", because, clock.instant());
            });
        }
    }

    /// Reminds and pages for what is late, or soon will be.
    public void remindDue() {
        var now = clock.instant();
        for (var id : database.transact(handle -> file.clocks.due(handle, now))) {
            var found = database.transact(handle -> file.cases.find(handle, id)).orElseThrow();
            var due = database.transact(handle -> clockOf(handle, found)).next();
            due.filter(one -> !one.at().isAfter(now)).ifPresent(one -> report(found, one));
            database.run(handle -> file.setClock(
                    handle,
                    id,
                    file.clocks.told(handle, id)
                            | due.filter(one -> !one.at().isAfter(now))
                                    .map(one -> one.alarm().bit())
                                    .orElse(0)));
        }
    }

    private void report(Disclosure found, CaseClock.Due due) {
        incidents.report(
                key(found.reference(), due.alarm().urgent() ? "overdue" : "reminder"),
                "Security report " + found.reference() + ": " + due.alarm().words(),
                "First answer due at " + found.firstReplyDueAt() + ".",
                due.alarm().urgent() ? Severity.CRITICAL : Severity.MINOR,
                policy());
    }

    private CaseClock clockOf(Handle handle, Disclosure found) {
        return new CaseClock(
                found.kind(),
                found.state().isOver(),
                found.receivedAt(),
                found.firstReplyDueAt(),
                file.letters.lastSentByPerson(handle, found.id()),
                file.clocks.told(handle, found.id()));
    }

    /// A person has answered, or the case is over: nobody needs to be paged for its clock.
    void quiet(String reference) {
        incidents.clear(key(reference, "overdue"), INTAKE);
        incidents.clear(key(reference, "reminder"), INTAKE);
    }

    private String policy() {
        return settings.get().map(SecuritySettings::policy).orElse("default");
    }

    private static String key(String reference, String what) {
        return "disclosure-" + reference + "-" + what;
    }

    /// Follows our letters, and takes their words out of the outbox once they have left.
    @Override
    public void moved(Handle handle, Movement movement) {
        var state = movement.state().name().toLowerCase(Locale.ROOT);
        file.letters.moved(handle, movement.id(), state).ifPresent(letter -> {
            if (movement.state() == DeliveryState.FAILED || movement.state() == DeliveryState.UNDELIVERED) {
                unreachable(handle, letter, movement.at());
            }
            if (movement.state() != DeliveryState.PENDING && movement.state() != DeliveryState.SENDING) {
                file.forgetWords(handle, movement.id());
            }
        });
    }

    private void unreachable(Handle handle, CorrespondenceStore.Moved letter, Instant at) {
        file.cases.flag(handle, letter.of(), "reporter-unreachable");
        file.clocks.alarm(handle, letter.of(), "minor: a letter to the reporter could not be sent");
        file.letters.note(handle, letter.of(), "letter-failed", "delivery", "", at);
    }
}
