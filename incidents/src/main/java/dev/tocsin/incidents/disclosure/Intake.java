package dev.tocsin.incidents.disclosure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.db.Database;
import dev.tocsin.incidents.disclosure.auth.Authenticity;
import dev.tocsin.incidents.disclosure.crypto.OpenedMail;
import dev.tocsin.incidents.disclosure.crypto.Signature;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the mails that were kept: claim, read without a transaction, settle. Several are read at once, for most of
/// the time goes by in waiting for name servers; they are settled one at a time, in the order in which they came. So
/// what is known of a mail (whether we have it, to which case it belongs, how often its sender was answered) never
/// hangs on whose name servers are quick. What cannot be read in three tries becomes a case by its bytes alone; none
/// is left behind.
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
    private final Overdue overdue;
    private volatile boolean refusing;
    private final Semaphore processors = new Semaphore(Runtime.getRuntime().availableProcessors());

    /// Puts intake together. `reading` is empty while nobody wants reports; what came before waits.
    Intake(
            Database database,
            InstantSource clock,
            MasterKey master,
            Supplier<Optional<MailReading>> reading,
            Settlement settlement,
            Overdue overdue) {
        this.database = database;
        this.clock = clock;
        keys = new CaseKeys(master);
        this.reading = reading;
        this.settlement = settlement;
        this.overdue = overdue;
    }

    /// The rows that tell whether there is anything to do.
    public static String due() {
        return InboundMailStore.DUE;
    }

    /// What another process had begun to read is read anew, for those who know that none is left.
    public void takeOver() {
        database.run(mails::release);
    }

    /// A mail that is being read.
    private record Begun(InboundMailStore.Taken mail, MailReading how, Future<Looked> looked) {}

    /// What can be said of a mail before it is its turn.
    ///
    /// @param failed whether it is known by its bytes alone
    private record Looked(OpenedMail opened, Authenticity authenticity, BroughtKeys keys, boolean failed) {}

    /// What can be said once all before it are settled.
    private record Proven(List<Signature> signatures, BroughtKeys keys) {}

    /// Reads all that waits. Blocks meanwhile: a mail whose name servers are silent holds up those behind it for 30 s,
    /// together with up to [ReadAhead#MAILS] others that wait for theirs at the same time.
    public void readDue() {
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            var ahead = new ReadAhead<Begun>();
            var next = Optional.<Begun>empty();
            do {
                fill(ahead, readers);
                next = ahead.next();
                next.ifPresent(this::end);
            } while (next.isPresent() && !Thread.currentThread().isInterrupted());
        }
    }

    private void fill(ReadAhead<Begun> ahead, ExecutorService readers) {
        // Whoever stops us costs no mail a try.
        while (ahead.hasRoom() && !isRefused() && !Thread.currentThread().isInterrupted()) {
            var one = begin(readers);
            if (one.isEmpty()) {
                return;
            }
            var mail = one.get().mail();
            if (mail.attempts() == 1) {
                ahead.add(one.get(), mail.raw().size());
            } else {
                ahead.addLast(one.get());
            }
        }
    }

    Overdue readers() {
        return overdue;
    }

    /// How many threads read mails whose time has been over for a while.
    public int overdue() {
        return overdue.threads();
    }

    /// Whether no mail is read, because too many are being read for ever. They are kept all the same.
    public boolean isRefused() {
        var before = refusing;
        refusing = overdue.threads() >= Overdue.MOST;
        if (refusing && !before) {
            log.error(
                    "{} mails are being read for ever, and no other is begun: keep a thread dump, and restart this node",
                    Overdue.MOST);
        }
        return refusing;
    }

    private Optional<Begun> begin(ExecutorService readers) {
        return reading.get().flatMap(how -> {
            var now = clock.instant();
            return database.transact(handle -> mails.claim(handle, now, now.plus(LEASE)))
                    .map(mail -> new Begun(mail, how, readers.submit(() -> looked(mail, how))));
        });
    }

    private void end(Begun one) {
        var mail = one.mail();
        try {
            var looked = result(one.looked()::get);
            var proven = proven(mail, looked);
            var examined = new MailReading.Examined(
                    looked.opened(), looked.authenticity(), proven.signatures(), proven.keys());
            settlement.settle(
                    mail, examined, one.how(), bodyHash(looked.opened().mail()), looked.failed());
        } catch (RuntimeException fault) {
            if (Database.isUnavailable(fault)) {
                throw fault;
            }
            log.error("mail {} could not be read and is tried again after its lease", mail.id(), fault);
        }
    }

    private Looked looked(InboundMailStore.Taken mail, MailReading how) throws InterruptedException {
        var raw = keys.open(mail);
        // A thread that still reads it will not do better beside another one.
        if (mail.attempts() > TRIES || overdue.isAt(mail.id())) {
            return new Looked(OpenedMail.plain(unreadable(raw)), Authenticity.UNKNOWN, BroughtKeys.NONE, true);
        }
        var opened = reckoned("parts", mail, () -> how.open(raw))
                .orElseThrow(
                        () -> new IllegalStateException("reading it takes more than " + LONGEST.toSeconds() + " s"));
        var now = clock.instant();
        // What a form brought went by no mail server: a domain's word about its mails is none about it.
        var authenticity = mail.via().equals(SecurityMailbox.WEB)
                ? Authenticity.UNKNOWN
                : inTime("sender", mail, () -> how.whoWrote(opened, raw, mail.sender(), now))
                        .orElse(Authenticity.UNANSWERED);
        var keys = reckoned("keys", mail, () -> BroughtKeys.in(opened, raw, now));
        return new Looked(opened, authenticity, keys.orElse(BroughtKeys.NONE), false);
    }

    /// As many as there are processors, for each has its time to be read in.
    private <T> Optional<T> reckoned(String what, InboundMailStore.Taken mail, Callable<T> work)
            throws InterruptedException {
        processors.acquire();
        try {
            return inTime(what, mail, work);
        } finally {
            processors.release();
        }
    }

    /// Looks at the signatures once all mails before this one are settled: one of them may have brought the key.
    private Proven proven(InboundMailStore.Taken mail, Looked looked) {
        var opened = looked.opened();
        if (opened.signatures().isEmpty()) {
            return new Proven(List.of(), looked.keys());
        }
        var now = clock.instant();
        var kept = keptKeys(opened);
        var writer = opened.mail().from().stream()
                .findFirst()
                .map(Mailbox::address)
                .orElse("")
                .toLowerCase(Locale.ROOT);
        return inTime("signatures", mail, () -> {
                    var signatures = MailReading.signatures(opened, kept, now);
                    return new Proven(signatures, looked.keys().with(signatures, writer, now));
                })
                .orElse(new Proven(List.of(), looked.keys()));
    }

    private List<String> keptKeys(OpenedMail opened) {
        return opened.mail().from().stream()
                .findFirst()
                .map(from -> database.transact(
                        handle -> people.keysOf(handle, from.address().toLowerCase(Locale.ROOT))))
                .orElse(List.of());
    }

    /// Empty when it takes too long; its thread is then told to stop.
    private <T> Optional<T> inTime(String what, InboundMailStore.Taken mail, Callable<T> work) {
        return result(() -> overdue.within(LONGEST, what, mail.id(), work));
    }

    private interface Wait<T, E extends Exception> {
        T get() throws InterruptedException, ExecutionException, E;
    }

    private static <T, E extends Exception> T result(Wait<T, E> wait) throws E {
        try {
            return wait.get();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while reading", stopping);
        } catch (ExecutionException fault) {
            throw new IllegalStateException("it cannot be read", fault.getCause());
        }
    }

    /// A mail of which nothing is known but that it came.
    private static ParsedMail unreadable(byte[] raw) {
        return ParsedMail.read("Subject: A mail that cannot be read (%d bytes)\r\n\r\n"
                .formatted(raw.length)
                .getBytes(UTF_8));
    }

    /// Tells mails of one name apart: what is said, from whom, with which attachments.
    static String bodyHash(ParsedMail mail) {
        var text = new StringBuilder(mail.content().text().strip());
        mail.from().stream().map(Mailbox::address).forEach(text::append);
        mail.content().attachments().forEach(one -> text.append(one.content().sha256()));
        return new Octets(text.toString().getBytes(UTF_8)).sha256();
    }
}
