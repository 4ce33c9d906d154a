package dev.tocsin.app;

import dev.tocsin.app.api.Repetitions;
import dev.tocsin.app.incidents.DrillResource;
import dev.tocsin.app.incidents.EventResource;
import dev.tocsin.app.incidents.IncidentResource;
import dev.tocsin.app.incidents.InterventionResource;
import dev.tocsin.app.incidents.ResponseTimesResource;
import dev.tocsin.app.incidents.ReviewResource;
import dev.tocsin.app.incidents.SilenceResource;
import dev.tocsin.app.metrics.Metrics;
import dev.tocsin.app.schedule.ScheduledWork;
import dev.tocsin.app.status.CaseUpdateResource;
import dev.tocsin.db.Database;
import dev.tocsin.db.Wakes;
import dev.tocsin.incidents.Alarms;
import dev.tocsin.incidents.Drills;
import dev.tocsin.incidents.Escalations;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.Interventions;
import dev.tocsin.incidents.Signals;
import dev.tocsin.incidents.canary.CanaryMailbox;
import dev.tocsin.incidents.canary.CanaryPages;
import dev.tocsin.incidents.canary.CanaryTexts;
import dev.tocsin.incidents.contact.Contacts;
import dev.tocsin.incidents.contact.StoppedContacts;
import dev.tocsin.incidents.delivery.Outbox;
import dev.tocsin.incidents.delivery.smtp.SmtpSettings;
import dev.tocsin.incidents.delivery.twilio.AnsweredTexts;
import dev.tocsin.incidents.inbound.InboundEvents;
import dev.tocsin.incidents.inbound.MailEvents;
import dev.tocsin.incidents.ledger.Ledger;
import dev.tocsin.incidents.mailroom.Mailbox;
import dev.tocsin.incidents.paging.CallAnswers;
import dev.tocsin.incidents.paging.Digests;
import dev.tocsin.incidents.paging.Fallback;
import dev.tocsin.incidents.paging.MailReplies;
import dev.tocsin.incidents.paging.PageLegs;
import dev.tocsin.incidents.paging.Pages;
import dev.tocsin.incidents.paging.PagingSettings;
import dev.tocsin.incidents.paging.RecoveryNotices;
import dev.tocsin.incidents.paging.Replies;
import dev.tocsin.incidents.paging.WebhookNotices;
import dev.tocsin.incidents.paging.Withdrawals;
import dev.tocsin.incidents.review.Reviews;
import dev.tocsin.incidents.silence.HiddenDigest;
import dev.tocsin.incidents.silence.SilenceNotices;
import dev.tocsin.incidents.silence.Silences;
import dev.tocsin.incidents.web.AnswerResource;
import dev.tocsin.incidents.web.IncidentJson;
import java.io.PrintStream;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The part of the wiring that leads from a failure to people, and back from their answers.
///
/// @param mailboxes what mail is taken for this part
/// @param resources what people and providers call
record AlarmChain(
        Outbox outbox,
        Contacts contacts,
        Incidents incidents,
        Escalations escalations,
        Alarms alarms,
        Pages pages,
        Sending sending,
        InboundEvents events,
        SilenceNotices silenceNotices,
        HiddenDigest hidden,
        Ledger ledger,
        CanaryPages canaries,
        List<Mailbox> mailboxes,
        SecurityReports reports,
        List<Object> resources) {

    /// @param page tells customers of incidents
    static AlarmChain wire(
            Database database,
            InstantSource clock,
            LiveSettings live,
            URI url,
            PageSide page,
            Metrics metrics,
            PrintStream console) {
        Supplier<PagingSettings> paging = () -> live.get().paging();
        var outbox = new Outbox();
        var escalations = new Escalations(database, clock);
        var legs = new PageLegs(metrics);
        var incidents = new Incidents(
                database,
                clock,
                outbox,
                List.of(
                        page.updates(),
                        new RecoveryNotices(outbox),
                        new WebhookNotices(outbox),
                        new Digests(outbox),
                        new Withdrawals(escalations, outbox),
                        legs),
                policy -> paging.get().ackTimeout(policy));
        var alarms = new Alarms(database, clock, incidents, live::alerting, outbox);
        var contacts = new Contacts(outbox, () -> paging.get().responders());
        var pages = new Pages(database, clock, incidents, escalations, contacts, outbox, paging, url, metrics);
        var fallback = new Fallback(incidents, escalations, outbox, paging);
        var reports = SecurityReports.wire(database, clock, live, url, incidents, outbox);
        reports.watch(metrics);
        var sending = Sending.wire(
                database,
                clock,
                live,
                console,
                page.hooks()::find,
                List.of(fallback, new StoppedContacts(contacts), legs, metrics, page.receipts(), reports.listener()));
        var deliveries = sending.deliveries();
        var replies = new Replies(database, clock, incidents, contacts, paging);
        var json = new IncidentJson(incidents, escalations, pages, deliveries);
        var interventions = new Interventions(database, clock, outbox);
        var canaries = new CanaryPages(
                database, clock, incidents, outbox, () -> live.get().canaryPage());
        var events = new InboundEvents(database, clock, new Signals(incidents), live::alerting);
        var resources = new ArrayList<Object>(List.of(
                new IncidentResource(database, incidents, pages, json),
                new InterventionResource(database, incidents, interventions, pages, paging, json, clock),
                new ReviewResource(database, incidents, new Reviews(database, clock, incidents)),
                new ResponseTimesResource(database, clock),
                new SilenceResource(
                        database,
                        new Silences(database, clock, escalations),
                        () -> paging.get().responders().keySet(),
                        clock),
                new EventResource(
                        database, events, () -> live.get().integrations().githubSecret()),
                new DrillResource(database, incidents, new Drills(database, clock, incidents), paging, json),
                new AnswerResource(database, clock, incidents, pages),
                new Repetitions(database, clock)));
        resources.addAll(reports.resources());
        resources.add(new CaseUpdateResource(reports.disclosures(), page.incidents(), page.components(), clock));
        resources.addAll(sending.callbacks(
                url,
                live,
                new CanaryTexts(canaries, replies),
                new CallAnswers(database, incidents),
                new AnsweredTexts(database, clock)));
        return new AlarmChain(
                outbox,
                contacts,
                incidents,
                escalations,
                alarms,
                pages,
                sending,
                events,
                new SilenceNotices(
                        database, clock, escalations, outbox, () -> paging.get().responders(), pages::keepers),
                new HiddenDigest(database, clock, outbox, pages::keepers),
                new Ledger(database),
                canaries,
                List.of(
                        new CanaryMailbox(canaries, () -> live.get().canaryPage()),
                        new MailReplies(
                                database,
                                clock,
                                incidents,
                                contacts,
                                outbox,
                                () -> live.get().channels().smtp().flatMap(SmtpSettings::replyTo)),
                        new MailEvents(events, () -> live.get().integrations().mail()),
                        page.leaving(),
                        sending.bounces(live)),
                reports,
                List.copyOf(resources));
    }

    /// What is done by the clock.
    List<ScheduledWork.DailyJob> daily() {
        var all = new ArrayList<>(reports.daily());
        all.addAll(List.of(
                new ScheduledWork.DailyJob("hidden-digest", "0 5 * * * ?", hidden::tellDue),
                new ScheduledWork.DailyJob("canary-page", "0 2/5 * * * ?", canaries::sendDue),
                new ScheduledWork.DailyJob("ledger", "0 40 3 * * ?", new LedgerCheck(ledger, incidents)::check)));
        return all;
    }

    /// Goes on with what another process had begun, for those who know that none is left.
    void takeOver() {
        sending.deliveries().takeOver();
        reports.takeOver();
    }

    /// Has pages written and messages sent whenever a commit signals that some are due.
    ///
    /// @param asking runs what may wait for a network: nothing else may be kept waiting by it
    void begin(Wakes wakes, Ticking asking) {
        wakes.on("page", pages::pageDue, Escalations.PAGES_DUE);
        wakes.on("canary pages", canaries::missDue, CanaryPages.MISSED);
        wakes.on("ledger", ledger::sealDue, Ledger.UNSEALED);
        wakes.on("silence notices", silenceNotices::tellDue, SilenceNotices.DUE);
        wakes.on("calm", alarms::calmDue, Alarms.CALM_DUE);
        wakes.on("trigger again", escalations::triggerAgainDue, Escalations.AGAIN_DUE);
        sending.begin(wakes, asking);
    }
}
