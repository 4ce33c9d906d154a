package dev.tocsin.incidents.disclosure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.db.Database;
import dev.tocsin.incidents.disclosure.auth.Authenticity;
import dev.tocsin.incidents.disclosure.crypto.OpenedMail;
import dev.tocsin.incidents.disclosure.mail.Addresses.Mailbox;
import dev.tocsin.incidents.disclosure.mail.ParsedMail;
import dev.tocsin.incidents.mailroom.Octets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the mails that were kept, one after the other: claim, read without a transaction, settle. What cannot be
/// read in three tries becomes a case by its bytes alone; none is left behind.
public final class Intake {
    public static final String WORK = "intake";

    private static final Logger log = LoggerFactory.getLogger(Intake.class);
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int TRIES = 3;

    private final InboundMailStore mails = new InboundMailStore();
    private final ParticipantStore people = new ParticipantStore();
    private final Database database;
    private final InstantSource clock;
    private final CaseKeys keys;
    private final Supplier<Optional<MailReading>> reading;
    private final Settlement settlement;

    /// Puts intake together. `reading` is empty while nobody wants reports; what came before waits.
    public Intake(
            Database database,
            InstantSource clock,
            MasterKey master,
            Supplier<Optional<MailReading>> reading,
            Settlement settlement) {
        this.database = database;
        this.clock = clock;
        keys = new CaseKeys(master);
        this.reading = reading;
        this.settlement = settlement;
    }

    /// The rows that tell whether there is anything to do.
    public static String due() {
        return InboundMailStore.DUE;
    }

    /// What another process had begun to read is read anew, for those who know that none is left.
    public void takeOver() {
        database.run(mails::release);
    }

    /// Reads all that waits.
    public void readDue() {
        var how = reading.get();
        while (how.isPresent()) {
            var now = clock.instant();
            var taken = database.transact(handle -> mails.claim(handle, now, now.plus(LEASE)));
            if (taken.isEmpty()) {
                return;
            }
            read(taken.get(), how.get());
        }
    }

    private void read(InboundMailStore.Taken mail, MailReading how) {
        try {
            var raw = keys.open(mail);
            var examined = mail.attempts() > TRIES ? unreadable(raw) : examined(mail, raw, how);
            settlement.settle(mail, examined, how, bodyHash(examined.opened().mail()), mail.attempts() > TRIES);
        } catch (RuntimeException fault) {
            if (Database.isUnavailable(fault)) {
                throw fault;
            }
            log.error("mail {} could not be read and is tried again after its lease", mail.id(), fault);
        }
    }

    private MailReading.Examined examined(InboundMailStore.Taken mail, byte[] raw, MailReading how) {
        var opened = inTime("parts-" + mail.id(), () -> how.open(raw))
                .orElseThrow(
                        () -> new IllegalStateException("reading it takes more than " + LONGEST.toSeconds() + " s"));
        var now = clock.instant();
        var authenticity = inTime("sender-" + mail.id(), () -> how.whoWrote(opened, raw, mail.sender(), now));
        var kept = opened.signatures().isEmpty() ? List.<String>of() : keptKeys(opened);
        var signatures = inTime("signatures-" + mail.id(), () -> MailReading.signatures(opened, kept, now));
        return new MailReading.Examined(
                opened, authenticity.orElse(Authenticity.UNKNOWN), signatures.orElse(List.of()));
    }

    private List<String> keptKeys(OpenedMail opened) {
        return opened.mail().from().stream()
                .findFirst()
                .map(from -> database.transact(
                        handle -> people.keysOf(handle, from.address().toLowerCase(Locale.ROOT))))
                .orElse(List.of());
    }

    /// Works on a thread of its own, so that a mail, or name servers, that take for ever hold nothing up; empty when
    /// they do.
    private static <T> Optional<T> inTime(String name, Callable<T> work) {
        var task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().name(name).start(task);
        try {
            return Optional.of(task.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            task.cancel(true);
            return Optional.empty();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while reading", stopping);
        } catch (ExecutionException fault) {
            throw new IllegalStateException("it cannot be read", fault.getCause());
        }
    }

    /// A mail of which nothing is known but that it came.
    private static MailReading.Examined unreadable(byte[] raw) {
        var nothing = ParsedMail.read("Subject: A mail that cannot be read (%d bytes)\r\n\r\n"
                .formatted(raw.length)
                .getBytes(UTF_8));
        return new MailReading.Examined(OpenedMail.plain(nothing), Authenticity.UNKNOWN, List.of());
    }

    /// Tells mails of one name apart: what is said, from whom, with which attachments.
    static String bodyHash(ParsedMail mail) {
        var text = new StringBuilder(mail.content().text().strip());
        mail.from().stream().map(Mailbox::address).forEach(text::append);
        mail.content().attachments().forEach(one -> text.append(one.content().sha256()));
        return new Octets(text.toString().getBytes(UTF_8)).sha256();
    }
}
