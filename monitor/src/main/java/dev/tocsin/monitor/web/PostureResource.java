package dev.tocsin.monitor.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.db.Database;
import dev.tocsin.monitor.PostureFacts.Mark;
import dev.tocsin.monitor.availability.Watches;
import dev.tocsin.monitor.posture.Check;
import dev.tocsin.monitor.posture.Severity;
import dev.tocsin.monitor.posture.watch.PostureRecord;
import dev.tocsin.monitor.posture.watch.PostureState;
import dev.tocsin.monitor.posture.watch.Postures;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The posture of everything that is looked at, over the API: `docs/posture.md`.
@Path("/api/v1/posture")
@Produces(MediaType.APPLICATION_JSON)
public final class PostureResource {
    private final Database database;
    private final Watches watches;
    private final Postures postures;

    public PostureResource(Database database, Watches watches, Postures postures) {
        this.database = database;
        this.watches = watches;
        this.postures = postures;
    }

    /// Every target, what needs doing first at the head.
    @GET
    @RolesAllowed("monitors:read")
    public ObjectNode all() {
        var states = database.transact(postures::all);
        var json = JsonNodeFactory.instance.objectNode();
        var list = json.putArray("targets");
        states.forEach(state -> put(list.addObject(), state));
        return json;
    }

    /// What is known of one target: findings, certificates and how both went over time.
    @GET
    @Path("/{monitor}")
    @RolesAllowed("monitors:read")
    public ObjectNode one(@PathParam("monitor") String idOrName) {
        var found = database.transact(handle -> {
            var monitor = watches.find(handle, idOrName).orElseThrow(() -> AvailabilityResource.unknown(idOrName));
            return postures.find(handle, monitor.id())
                    .orElseThrow(() -> new NotFoundException("the posture of \"" + monitor.name()
                            + "\" was never looked at, give it a monitor with posture: https://…"));
        });
        var json = JsonNodeFactory.instance.objectNode();
        put(json, found.state());
        put(json, found);
        return json;
    }

    private static void put(ObjectNode json, PostureState state) {
        json.putObject("monitor").put("id", state.id().value()).put("name", state.name());
        json.put("target", state.target())
                .put("profile", state.profile())
                .put("at", state.lookedAt().toString())
                .put("baselineAt", state.baselineAt().toString())
                .put("whole", state.whole())
                .put("grade", state.grade());
        mark(json, "transport", state.transport());
        mark(json, "headers", state.headers());
        json.putObject("coverage").put("done", state.done()).put("of", state.of());
        json.put("addresses", state.addresses()).put("page", state.page());
        var bad = json.putObject("bad");
        for (var severity : Severity.values()) {
            bad.put(severity.word(), state.bad(severity));
        }
        json.put("expiresAt", text(state.expiresAt())).put("renewAt", text(state.renewAt()));
    }

    private static void mark(ObjectNode json, String part, Optional<Mark> mark) {
        mark.ifPresentOrElse(
                known -> json.putObject(part).put("grade", known.grade()).put("score", known.score()),
                () -> json.putNull(part));
    }

    private static void put(ObjectNode json, PostureRecord found) {
        var findings = json.putArray("findings");
        for (var finding : found.findings()) {
            findings.addObject()
                    .put("check", finding.check())
                    .put("verdict", finding.verdict().word())
                    .put("severity", finding.severity().word())
                    .put("summary", finding.summary())
                    .put("evidence", finding.evidence())
                    .put(
                            "reference",
                            Check.of(finding.check()).map(Check::reference).orElse(""))
                    .put("fix", Check.of(finding.check()).map(Check::fix).orElse(""))
                    .put("since", finding.since().toString())
                    .put(
                            "seenAt",
                            finding.seenAt().orElse(found.state().lookedAt()).toString())
                    .put("accepted", finding.accepted().orElse(null))
                    .put("incident", finding.cause().orElse(null));
        }
        var certificates = json.putArray("certificates");
        for (var certificate : found.certificates()) {
            var one = certificates.addObject();
            one.put("sha256", certificate.sha256())
                    .put("subject", certificate.subject())
                    .put("issuer", certificate.issuer())
                    .put("key", certificate.key())
                    .put("serial", certificate.serial())
                    .put("notBefore", certificate.notBefore().toString())
                    .put("notAfter", certificate.notAfter().toString())
                    .put("firstSeenAt", certificate.firstSeenAt().toString())
                    .put("lastSeenAt", certificate.lastSeenAt().toString());
            certificate.sans().forEach(one.putArray("sans")::add);
            certificate.addresses().forEach(one.putArray("addresses")::add);
        }
        var changes = json.putArray("changes");
        for (var change : found.changes()) {
            changes.addObject()
                    .put("at", change.at().toString())
                    .put("check", change.check())
                    .put("verdict", change.verdict().word())
                    .put("severity", change.severity().word())
                    .put("summary", change.summary())
                    .put("evidence", change.evidence());
        }
    }

    private static @Nullable String text(Optional<Instant> at) {
        return at.map(Instant::toString).orElse(null);
    }
}
