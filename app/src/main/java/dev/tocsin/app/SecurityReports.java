package dev.tocsin.app;

import dev.tocsin.app.disclosure.AnswerResource;
import dev.tocsin.app.disclosure.CaseLogResource;
import dev.tocsin.app.disclosure.CaseMailResource;
import dev.tocsin.app.disclosure.DisclosureResource;
import dev.tocsin.app.disclosure.DraftResource;
import dev.tocsin.app.disclosure.IntakeResource;
import dev.tocsin.app.disclosure.LinkResource;
import dev.tocsin.app.disclosure.ReplyTemplateResource;
import dev.tocsin.app.disclosure.ReportRequestResource;
import dev.tocsin.app.http.Health;
import dev.tocsin.app.metrics.Metrics;
import dev.tocsin.app.schedule.ScheduledWork;
import dev.tocsin.config.Secret;
import dev.tocsin.db.Database;
import dev.tocsin.db.Wakes;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.incidents.delivery.smtp.SmtpChannel;
import dev.tocsin.incidents.disclosure.CaseAlarms;
import dev.tocsin.incidents.disclosure.DisclosureRooms;
import dev.tocsin.incidents.disclosure.Disclosures;
import dev.tocsin.incidents.disclosure.Intake;
import dev.tocsin.incidents.disclosure.IntakeCanary;
import dev.tocsin.incidents.disclosure.KeyFile;
import dev.tocsin.incidents.disclosure.KeyFiles;
import dev.tocsin.incidents.disclosure.MasterKey;
import dev.tocsin.incidents.disclosure.SecuritySettings;
import dev.tocsin.incidents.disclosure.crypto.Keyring;
import dev.tocsin.incidents.disclosure.dns.LookedUpNames;
import dev.tocsin.incidents.disclosure.imap.ImapInbox;
import dev.tocsin.incidents.disclosure.web.ReportDownloadResource;
import dev.tocsin.incidents.disclosure.web.ReporterResource;
import dev.tocsin.incidents.disclosure.web.SecurityResource;
import dev.tocsin.incidents.disclosure.web.SecurityTxtResource;
import dev.tocsin.incidents.mailroom.Mailbox;
import dev.tocsin.incidents.mailroom.Mailroom;
import dev.tocsin.incidents.mailroom.lmtp.LmtpServer;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The part of the wiring that is about the security address, and about mail that comes in.
final class SecurityReports {
    private static final Duration EVERY_MINUTE = Duration.ofMinutes(1);
    private static final Duration OFTEN = Duration.ofSeconds(15);

    private final Database database;
    private final DisclosureRooms rooms;
    private final LiveSettings live;
    private final InstantSource clock;
    private final LookedUpNames names;
    private final SecurityTxtResource securityTxt;
    private final List<Object> resources;

    private SecurityReports(
            Database database,
            DisclosureRooms rooms,
            LiveSettings live,
            InstantSource clock,
            LookedUpNames names,
            SecurityTxtResource securityTxt,
            List<Object> resources) {
        this.database = database;
        this.rooms = rooms;
        this.live = live;
        this.clock = clock;
        this.names = names;
        this.securityTxt = securityTxt;
        this.resources = resources;
    }

    static SecurityReports wire(
            Database database, InstantSource clock, LiveSettings live, URI url, Incidents incidents, Outbox outbox) {
        // Whoever begins to take reports starts anew: the key that seals them is read once.
        var first = live.get();
        Supplier<Optional<SecuritySettings>> settings =
                () -> first.security().isPresent() ? live.get().security() : Optional.empty();
        var master = first.security()
                .map(known -> MasterKey.of(known.masterKey(), first.data()))
                .orElseGet(MasterKey::none);
        if (first.security().isPresent()) {
            database.run(handle -> master.check(handle, clock.instant()));
        }
        Supplier<String> company = () -> live.statusPage().name();
        var keyring = new OpenKeys(settings);
        var names = LookedUpNames.ofThisMachine(clock);
        var rooms = DisclosureRooms.of(
                database,
                clock,
                master,
                incidents,
                outbox,
                url,
                company,
                settings,
                keyring,
                Optional.of(names),
                smtp -> new SmtpChannel(smtp, clock, new Secret("no bounces are awaited")));
        var securityTxt = new SecurityTxtResource(settings, keyring, url, clock);
        return new SecurityReports(
                database,
                rooms,
                live,
                clock,
                names,
                securityTxt,
                List.of(
                        new DisclosureResource(rooms.disclosures(), company, url, clock),
                        new AnswerResource(rooms.answers()),
                        new ReplyTemplateResource(rooms.answers()),
                        new LinkResource(rooms.links()),
                        new ReporterResource(rooms.reporters(), company),
                        new DraftResource(rooms.answers()),
                        new CaseMailResource(rooms.mails()),
                        new IntakeResource(rooms.disclosures(), rooms.bin()),
                        new ReportRequestResource(rooms.reports()),
                        new ReportDownloadResource(rooms.reports(), company),
                        new CaseLogResource(rooms.disclosures()),
                        new SecurityResource(rooms.disclosures(), rooms.reporters(), settings, keyring, company),
                        securityTxt));
    }

    /// The keys as the settings in force name them, opened once.
    private static final class OpenKeys implements Supplier<Keyring> {
        private final Supplier<Optional<SecuritySettings>> settings;
        private volatile Opened opened = new Opened(Optional.empty(), Optional.empty(), Keyring.EMPTY);

        private record Opened(Optional<KeyFile> pgp, Optional<KeyFile> smime, Keyring keyring) {}

        OpenKeys(Supplier<Optional<SecuritySettings>> settings) {
            this.settings = settings;
        }

        @Override
        public Keyring get() {
            var pgp = settings.get().flatMap(SecuritySettings::pgp);
            var smime = settings.get().flatMap(SecuritySettings::smime);
            var known = opened;
            if (!known.pgp().equals(pgp) || !known.smime().equals(smime)) {
                known = new Opened(
                        pgp, smime, settings.get().map(KeyFiles::open).orElse(Keyring.EMPTY));
                opened = known;
            }
            return known.keyring();
        }
    }

    Disclosures disclosures() {
        return rooms.disclosures();
    }

    List<ScheduledWork.DailyJob> daily() {
        return List.of(
                new ScheduledWork.DailyJob("security-canary", "0 3/5 * * * ?", rooms.canary()::sendDue),
                new ScheduledWork.DailyJob("security-canary-answers", "30 * * * * ?", rooms.canary()::lookDue),
                new ScheduledWork.DailyJob("erase-disclosures", "0 50 3 * * ?", rooms.retention()::eraseDue));
    }

    /// What pages of the status page link to, by path.
    Map<String, String> linkedDocuments() {
        return securityTxt
                .text()
                .map(text -> Map.of(SecurityTxtResource.PLACE, text))
                .orElseGet(Map::of);
    }

    List<Object> resources() {
        return resources;
    }

    /// Follows the letters to reporters.
    CaseAlarms listener() {
        return rooms.alarms();
    }

    void watch(Metrics metrics) {
        metrics.watchDisclosures(
                rooms.disclosures()::states,
                rooms.disclosures()::counts,
                () -> rooms.disclosures().medianFirstReply());
        metrics.watchMailResolver(names::areSilent);
        metrics.watchMailReaders(rooms.intake()::overdue);
    }

    /// What `/healthcheck` says of looking up who wrote a mail.
    Health namesForMail() {
        return names.areSilent()
                ? new Health.Doubtful("our resolver is silent, senders of security reports are not looked up")
                : new Health.Well("are looked up");
    }

    void takeOver() {
        rooms.intake().takeOver();
    }

    /// Reads what came, and takes mail for whoever wants some.
    ///
    /// @param others mailboxes of other rooms; the security address comes last
    void begin(Running running, Wakes wakes, Ticking ticking, List<? extends Mailbox> others) {
        wakes.on("the security canary", rooms.canary()::tellDue, IntakeCanary.DUE);
        wakes.on(Intake.WORK, rooms.intake()::readDue, Intake.due());
        wakes.on(CaseAlarms.ALARMS, rooms.alarms()::alarmDue, CaseAlarms.alarmsDue());
        wakes.on(CaseAlarms.CLOCKS, rooms.alarms()::remindDue, CaseAlarms.clocksDue());
        ticking.every(EVERY_MINUTE, "the security intake", rooms.watch()::look);
        // It may take seconds, for which nothing else waits.
        running.add(new Ticking()).every(OFTEN, "the resolver for mail", names::askAgain);
        var mailboxes = new ArrayList<Mailbox>(others);
        mailboxes.add(rooms.mailbox());
        live.get()
                .security()
                .flatMap(SecuritySettings::imap)
                .ifPresent(imap -> running.add(ImapInbox.start(imap, database, clock, rooms.mailbox())));
        live.get()
                .security()
                .flatMap(SecuritySettings::lmtp)
                .ifPresent(lmtp -> running.add(LmtpServer.start(lmtp, new Mailroom(mailboxes), clock)));
    }
}
