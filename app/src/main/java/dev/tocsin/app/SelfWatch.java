package dev.tocsin.app;

import dev.tocsin.app.http.Health;
import dev.tocsin.app.metrics.Metrics;
import dev.tocsin.app.schedule.ClockWatch;
import dev.tocsin.db.Database;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.audit.AuditStanding;
import dev.tocsin.incidents.audit.Auditor;
import dev.tocsin.incidents.audit.DeadMan;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// The part of the wiring that looks over our own shoulder: the auditor, the sign of life, and what both say of us.
record SelfWatch(InstantSource clock, Auditor auditor, DeadMan deadMan, Instant begunAt) {
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration EVERY_SECOND = Duration.ofSeconds(1);

    static SelfWatch wire(
            Database database,
            InstantSource clock,
            LiveSettings live,
            Incidents incidents,
            int shards,
            Metrics metrics) {
        var auditor = new Auditor(database, clock, incidents, shards);
        var deadMan = new DeadMan(clock, () -> live.get().deadMan(), auditor::standing);
        metrics.watchAudit(auditor::standing, deadMan::life, clock);
        return new SelfWatch(clock, auditor, deadMan, clock.instant());
    }

    /// Each on a thread of its own: what they watch must not be able to hold them up, nor they each other. A node
    /// whose clock is wrong would find everything late.
    void begin(Running running, ClockWatch clocks) {
        running.add(new Ticking()).every(LOOK, "the audit", () -> {
            if (clocks.state().mayWork()) {
                auditor.auditDue();
            }
        });
        running.add(new Ticking()).every(EVERY_SECOND, "the sign of life", deadMan::pingDue);
    }

    /// What `/healthcheck` says of our own work.
    Health audited() {
        var now = clock.instant();
        var last = auditor.standing();
        var age = last.at().map(at -> "last audit at " + second(at)).orElse("no audit yet");
        if (!last.fresh(now)) {
            return now.isBefore(begunAt.plus(AuditStanding.FRESH))
                    ? new Health.Doubtful(age + ", the first one of this process comes within two minutes")
                    : new Health.Broken(age + ", nobody audits, look at the log");
        }
        var found = last.found().isEmpty() ? "something that it looks into" : String.join("; ", last.found());
        if (!last.passed()) {
            var since = last.failingSince().map(at -> " since " + second(at)).orElse("");
            return new Health.Broken("%s: failing%s, %s".formatted(age, since, found));
        }
        return last.suspected().isEmpty()
                ? new Health.Well(age + ": passed")
                : new Health.Doubtful(age + ": passed, but " + found);
    }

    /// What `/healthcheck` says of the last page that is known to have reached somebody.
    Health proven() {
        return new Health.Well(auditor.standing()
                .proof()
                .map(proof -> "%s at %s".formatted(proof.by(), second(proof.at())))
                .orElse("no page has arrived or been answered yet, try one with tocsin drill"));
    }

    /// What `/healthcheck` says of the sign of life.
    Health life() {
        var life = deadMan.life();
        if (life.place().isEmpty()) {
            return new Health.Well("nobody outside is told that we live, add deadMan: to the settings");
        }
        var taken = "%s took %d, the last %s"
                .formatted(
                        life.place().orElseThrow(),
                        life.answered(),
                        life.answeredAt().map(at -> "at " + second(at)).orElse("never"));
        return life.trouble()
                .<Health>map(why -> new Health.Doubtful(
                        "%s; %s (%d failed, %d withheld)".formatted(why, taken, life.failed(), life.withheld())))
                .orElseGet(() -> new Health.Well(taken));
    }

    private static String second(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
