package dev.tocsin.incidents.disclosure;

import dev.tocsin.db.Database;
import dev.tocsin.incidents.Actor;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.Severity;
import dev.tocsin.incidents.delivery.Channel;
import dev.tocsin.incidents.delivery.Delivery;
import dev.tocsin.incidents.delivery.DeliveryId;
import dev.tocsin.incidents.delivery.MailHead;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Message;
import dev.tocsin.incidents.delivery.Outcome;
import dev.tocsin.incidents.delivery.smtp.SmtpSettings;
import dev.tocsin.incidents.disclosure.crypto.Correspondent;
import dev.tocsin.incidents.disclosure.crypto.Keyring;
import dev.tocsin.incidents.disclosure.imap.OutsideMailbox;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes to the security address as a stranger does, from an account outside, sealed for our key where there is one,
/// and sees that the mail arrives, opens, would be a case and would be acknowledged, and that its acknowledgement
/// arrives outside, where that mailbox can be read. When not, people are paged.
public final class IntakeCanary {
    /// Finds a row where [#tellDue] has something to do at `:now`.
    public static final String DUE = IntakeCanaryStore.DUE;

    private static final Logger log = LoggerFactory.getLogger(IntakeCanary.class);
    private static final String KEY = "security-canary";
    private static final Actor SELF = new Actor("the canary of the security address", "recovery");

    private final IntakeCanaryStore store = new IntakeCanaryStore();
    private final Database database;
    private final InstantSource clock;
    private final Incidents incidents;
    private final CaseFile file;
    private final Supplier<Optional<SecuritySettings>> settings;
    private final Supplier<Keyring> keyring;
    private final Function<SmtpSettings, Channel> outside;

    IntakeCanary(
            Database database,
            InstantSource clock,
            Incidents incidents,
            CaseFile file,
            Supplier<Optional<SecuritySettings>> settings,
            Supplier<Keyring> keyring,
            Function<SmtpSettings, Channel> outside) {
        this.database = database;
        this.clock = clock;
        this.incidents = incidents;
        this.file = file;
        this.settings = settings;
        this.keyring = keyring;
        this.outside = outside;
    }

    /// Sends one where its time has come. To be called every few minutes; waits for the mail server outside.
    public void sendDue() {
        settings.get().ifPresent(known -> known.canary().ifPresent(canary -> send(known, canary)));
    }

    private void send(SecuritySettings known, OutsideCanary canary) {
        var now = clock.instant();
        var token = file.madeLink().token();
        var begun = database.transact(handle -> {
            if (!store.begin(handle, now.minus(canary.every()))) {
                return false;
            }
            store.insert(
                    handle, token, now, now.plus(canary.within()), canary.imap().isPresent());
            return true;
        });
        if (!begun) {
            return;
        }
        switch (outside.apply(canary.smtp())
                .send(new Delivery(new DeliveryId(0), mail(known, canary, token, now), 1, now))) {
            // What is unknown may come yet.
            case Outcome.Accepted _, Outcome.Unknown _ -> {}
            case Outcome.Postponed(var reason, var _) -> refused(token, reason);
            case Outcome.Refused(var reason, var _) -> refused(token, reason);
        }
    }

    private void refused(String token, String reason) {
        database.run(handle -> store.refused(handle, token, "the server outside did not take it: " + reason));
    }

    private Message mail(SecuritySettings known, OutsideCanary canary, String token, Instant now) {
        var text = "A test of this address. No answer is needed.\n" + CanaryReturns.MARK + token + "\n";
        var from = canary.smtp().from();
        var address = from.replaceAll("(?s)^.*<|>.*$", "");
        var sealed = keyring.get()
                .pgp()
                .flatMap(key -> Correspondent.read(key.armouredPublicKey(), now))
                .map(key -> key.seal(text, Optional.empty(), now));
        return new Message(
                Medium.EMAIL,
                known.address(),
                "A test of the security address",
                sealed.orElse(text),
                Optional.empty(),
                KEY,
                token,
                Optional.of(new MailHead(
                        from,
                        "canary." + now.toEpochMilli() + "@" + address.substring(address.indexOf('@') + 1),
                        List.of(),
                        address,
                        false)));
    }

    /// Pages for those that are not back in time, or with which something is wrong; one that is well ends the alarm.
    public void tellDue() {
        var now = clock.instant();
        for (var ended : database.transact(handle -> store.ended(handle, now))) {
            if (ended.back() && ended.answered() && ended.problem().isEmpty()) {
                incidents.clear(KEY, SELF);
            } else {
                incidents.report(
                        KEY,
                        "A REPORT TO THE SECURITY ADDRESS WOULD GET LOST",
                        "The test mail sent from outside at %s: %s. See docs/security-reports.md"
                                .formatted(ended.sentAt().truncatedTo(ChronoUnit.SECONDS), problem(ended)),
                        Severity.CRITICAL,
                        settings.get().map(SecuritySettings::policy).orElse("default"));
            }
            database.run(handle -> store.told(handle, ended.token(), now));
        }
    }

    private static String problem(IntakeCanaryStore.Ended ended) {
        if (!ended.problem().isEmpty()) {
            return ended.problem();
        }
        return ended.back() ? "its acknowledgement has not arrived outside" : "it has not arrived";
    }

    /// Looks for acknowledgements in the mailbox outside, where some are awaited. To be called every minute; waits for
    /// the server of that mailbox.
    public void lookDue() {
        var mailbox = settings.get().flatMap(SecuritySettings::canary).flatMap(OutsideCanary::imap);
        var awaited = mailbox.isEmpty() ? List.<String>of() : database.transact(store::awaited);
        if (awaited.isEmpty()) {
            return;
        }
        var now = clock.instant();
        switch (OutsideMailbox.look(mailbox.get(), CanaryReturns.ANSWER, awaited)) {
            case OutsideMailbox.Look.Found(var tokens) ->
                tokens.forEach(token -> database.run(handle -> store.answered(handle, token, now)));
            case OutsideMailbox.Look.Unreadable(var reason) ->
                log.warn("the canary's mailbox outside cannot be read: {}", reason);
        }
    }
}
