package dev.tocsin.incidents.disclosure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.config.Secret;
import dev.tocsin.incidents.Incident;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.PagingHouse;
import dev.tocsin.incidents.delivery.Channel;
import dev.tocsin.incidents.delivery.Deliveries;
import dev.tocsin.incidents.delivery.FakeChannel;
import dev.tocsin.incidents.delivery.Medium;
import dev.tocsin.incidents.delivery.Message;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.incidents.delivery.smtp.SmtpChannel;
import dev.tocsin.incidents.delivery.smtp.SmtpSettings;
import dev.tocsin.incidents.disclosure.auth.MailDns;
import dev.tocsin.incidents.disclosure.auth.Zone;
import dev.tocsin.incidents.disclosure.crypto.Keyring;
import dev.tocsin.incidents.mailroom.ArrivedMail;
import dev.tocsin.incidents.mailroom.RawMail;
import dev.tocsin.incidents.mailroom.Receipt;
import dev.tocsin.incidents.mailroom.lmtp.LmtpSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The security address wired as in the product, over a real database, with a clock that stands still and a mail
/// channel that remembers. Nothing happens by itself: [#work] is one turn of the engine.
public final class IntakeHouse implements AutoCloseable {
    public static final String ADDRESS = "security@company.example";

    private static final OutsideCanary CANARY = new OutsideCanary(
            new SmtpSettings(
                    "mx.elsewhere.example",
                    587,
                    SmtpSettings.Tls.STARTTLS,
                    Optional.empty(),
                    Optional.empty(),
                    "probe@elsewhere.example"),
            Optional.empty(),
            Duration.ofHours(1),
            Duration.ofMinutes(15));

    public final PagingHouse paging = new PagingHouse();
    public final FakeChannel mail = new FakeChannel("mail");
    public final FakeChannel outside = new FakeChannel("outside");
    public final DisclosureRooms rooms;
    public final SecuritySettings settings;
    /// Where a pen-test report lies, if one does.
    public final Path report = Path.of(System.getProperty("java.io.tmpdir"), "pen-test-" + UUID.randomUUID() + ".pdf");
    public volatile Keyring keyring = Keyring.EMPTY;
    public volatile MailDns names = new Zone();

    private final Deliveries deliveries;
    int carried;
    private int count;

    public IntakeHouse() {
        this(ADDRESS);
    }

    public IntakeHouse(String address) {
        this(address, CANARY, Optional.empty());
    }

    /// @param channel by which letters really leave; with one the canary's mail does, too
    public IntakeHouse(String address, OutsideCanary canary, Optional<Channel> channel) {
        var master = MasterKey.of(
                Optional.of(new Secret(Base64.getEncoder().encodeToString(new byte[32]))), Path.of("unused"));
        settings = settings(address, canary, report);
        rooms = DisclosureRooms.of(
                paging.database,
                paging.clock,
                master,
                paging.incidents,
                new Outbox(),
                URI.create("https://status.company.example"),
                () -> "Company",
                () -> Optional.of(settings),
                () -> keyring,
                Optional.of((name, type) -> names.ask(name, type)),
                account -> channel.isEmpty()
                        ? outside
                        : new SmtpChannel(account, paging.clock, new Secret("no bounces are awaited")));
        var channels = Map.of(Medium.EMAIL, channel.orElse(mail));
        deliveries = new Deliveries(paging.database, paging.clock, () -> channels, List.of(rooms.alarms()));
    }

    private static SecuritySettings settings(String address, OutsideCanary canary, Path report) {
        return new SecuritySettings(
                address,
                Optional.empty(),
                Optional.of(new LmtpSettings("127.0.0.1", 0)),
                List.of(),
                List.of("mx.company.example"),
                1,
                List.of(),
                Optional.of("support@company.example"),
                Duration.ofHours(24),
                "default",
                true,
                Optional.of(canary),
                Optional.of(new PenTestReport(report, Duration.ofDays(14))),
                List.of(),
                Duration.ofDays(3 * 365),
                Duration.ofDays(90),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// Brings a mail as a server would, and does all that follows.
    public void brings(String sender, String recipient, String text) {
        put(sender, recipient, text);
        work();
    }

    public void put(String sender, String recipient, String text) {
        var receipt = rooms.mailbox()
                .put(new ArrivedMail(
                        Optional.of(sender).filter(one -> !one.isEmpty()),
                        recipient,
                        new RawMail(text.replace("\n", "\r\n").getBytes(UTF_8)),
                        paging.clock.instant()));
        if (!receipt.equals(new Receipt.Kept())) {
            throw new AssertionError(receipt);
        }
    }

    /// A plain report; each has a name of its own.
    public void reports(String person, String subject, String words) {
        count++;
        brings(person, ADDRESS, mail(person, subject, words, ""));
    }

    public String mail(String person, String subject, String words, String fields) {
        count++;
        return """
                Received: from mail.reporter.example by mx.company.example; Fri, 27 Nov 2026 12:00:00 +0000
                From: Rita <%s>
                To: %s
                Subject: %s
                Message-ID: <mail-%d@reporter.example>
                %sContent-Type: text/plain; charset=utf-8

                %s
                """.formatted(person, ADDRESS, subject, count, fields, words);
    }

    /// The same with our own server's word that the sender is who he says.
    public String authentic(String person, String subject, String words, String fields) {
        return "Authentication-Results: mx.company.example; dmarc=pass header.from=reporter.example\n"
                + mail(person, subject, words, fields);
    }

    /// One turn: reads, reminds, pages, sends.
    public void work() {
        rooms.intake().readDue();
        rooms.alarms().remindDue();
        rooms.alarms().alarmDue();
        deliveries.sendDue(Medium.EMAIL);
        try {
            deliveries.awaitSent(Duration.ofSeconds(10));
        } catch (InterruptedException hurried) {
            throw new AssertionError(hurried);
        }
    }

    public void passes(Duration time) {
        paging.clock.advance(time);
        work();
    }

    /// All cases, the newest first.
    public List<Disclosure> cases() {
        return rooms.disclosures().page(false, Long.MAX_VALUE, 100);
    }

    public Disclosure only() {
        var all = cases();
        if (all.size() != 1) {
            throw new AssertionError(all);
        }
        return all.getFirst();
    }

    public Disclosures.Whole read(Disclosure one) {
        return rooms.disclosures().read(one.id(), "ana").orElseThrow();
    }

    /// The letters that left, the oldest first.
    public List<Message> letters() {
        return mail.got().stream().map(one -> one.message()).toList();
    }

    /// The token in the newest link to a case that was sent to anybody.
    public String link() {
        return letters().reversed().stream()
                .map(Message::text)
                .filter(text -> text.contains("/security/cases/"))
                .map(text -> text.replaceAll("(?s).*/security/cases/(\\S+).*", "$1"))
                .findFirst()
                .orElseThrow();
    }

    public List<Incident> incidents() {
        return paging.database.transact(handle -> paging.incidents.page(
                handle, new Incidents.Wanted(true, Optional.empty(), Optional.empty(), Long.MAX_VALUE), 100));
    }

    @Override
    public void close() {
        paging.close();
    }
}
