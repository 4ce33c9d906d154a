package dev.tocsin.incidents.disclosure;

import dev.tocsin.db.Database;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.delivery.Channel;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.incidents.delivery.smtp.SmtpSettings;
import dev.tocsin.incidents.disclosure.auth.MailDns;
import dev.tocsin.incidents.disclosure.crypto.Keyring;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// All that the security address needs, put together: they share the case file.
public record DisclosureRooms(
        SecurityMailbox mailbox,
        Intake intake,
        CaseAlarms alarms,
        Disclosures disclosures,
        CaseAnswers answers,
        CaseLinks links,
        ReporterView reporters,
        IntakeWatch watch,
        CaseMails mails,
        MailBin bin,
        CaseRetention retention,
        PenTestReports reports,
        IntakeCanary canary) {

    /// Builds them. `keyring` and `settings` are asked each time, so that a reload takes effect.
    public static DisclosureRooms of(
            Database database,
            InstantSource clock,
            MasterKey master,
            Incidents incidents,
            Outbox outbox,
            URI url,
            Supplier<String> company,
            Supplier<Optional<SecuritySettings>> settings,
            Supplier<Keyring> keyring,
            Optional<MailDns> dns,
            Function<SmtpSettings, Channel> outside) {
        var file = new CaseFile(master, outbox, url, company);
        var mailbox = new SecurityMailbox(database, master, settings);
        var settlement = new Settlement(database, clock, file, settings, keyring);
        var intake = new Intake(
                database,
                clock,
                master,
                () -> settings.get().map(known -> MailReading.of(known, keyring.get(), dns)),
                settlement,
                new Overdue(clock));
        var alarms = new CaseAlarms(database, clock, incidents, file, settings);
        var work = new CaseWork(database, file, alarms);
        var links = new CaseLinks(clock, file, work, settings, keyring);
        return new DisclosureRooms(
                mailbox,
                intake,
                alarms,
                new Disclosures(database, clock, file, work, incidents, settings),
                new CaseAnswers(clock, file, work, settings, keyring),
                links,
                new ReporterView(database, clock, file, mailbox, links, settings),
                new IntakeWatch(database, clock, incidents, intake, settings, keyring),
                new CaseMails(database, clock, file, keyring),
                new MailBin(database, clock, file, keyring),
                new CaseRetention(database, clock, file, settings),
                new PenTestReports(database, clock, file, work, links, settings),
                new IntakeCanary(database, clock, incidents, file, settings, keyring, outside));
    }
}
