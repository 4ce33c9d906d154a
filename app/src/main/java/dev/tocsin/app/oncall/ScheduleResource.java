package dev.tocsin.app.oncall;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.api.Asked;
import dev.tocsin.db.Database;
import dev.tocsin.incidents.oncall.Coverage;
import dev.tocsin.incidents.oncall.OnCallSchedule;
import dev.tocsin.incidents.oncall.Window;
import dev.tocsin.incidents.rota.OverrideJson;
import dev.tocsin.incidents.rota.Rota;
import dev.tocsin.incidents.rota.ScheduleJson;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Who is, was and will be on call: `docs/on-call.md`.
@Path("/api/v1/schedules")
@Produces(MediaType.APPLICATION_JSON)
public final class ScheduleResource {
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Duration USUAL = Duration.ofDays(14);

    private final Database database;
    private final Supplier<Rota.Ground> ground;
    private final InstantSource clock;
    private final Rota rota = new Rota();

    public ScheduleResource(Database database, Supplier<Rota.Ground> ground, InstantSource clock) {
        this.database = database;
        this.ground = ground;
        this.clock = clock;
    }

    /// By name, each with who is on call now.
    @GET
    @RolesAllowed("schedules:read")
    public ObjectNode list() {
        var now = clock.instant();
        var json = JsonNodeFactory.instance.objectNode();
        var schedules = json.putArray("schedules");
        var inForce = database.transact(handle -> rota.inForce(handle, ground.get(), now));
        new TreeMap<>(inForce).values().forEach(schedule -> schedules.add(facts(schedule, now)));
        return json;
    }

    /// One, with its rotations and every override that counts or will.
    @GET
    @Path("/{name}")
    @RolesAllowed("schedules:read")
    public ObjectNode show(@PathParam("name") String name) {
        var now = clock.instant();
        var schedule = inForce(name, now);
        var json = facts(schedule, now);
        json.set("rotations", ScheduleJson.rotations(schedule));
        var overrides = json.putArray("overrides");
        schedule.overrides().stream()
                .filter(override -> override.windows().stream()
                        .anyMatch(window -> window.to().isAfter(now)))
                .forEach(override -> overrides.add(OverrideJson.write(override)
                        .put("by", override.origin().by())
                        .put("reason", override.origin().reason())));
        return json;
    }

    /// Who is on call at an instant, now when none is said; a past one is answered as it was then.
    @GET
    @Path("/{name}/on-call")
    @RolesAllowed("schedules:read")
    public ObjectNode at(@PathParam("name") String name, @QueryParam("at") @Nullable String at) {
        var now = clock.instant();
        var asked = Asked.instant("at", at, now);
        var duty = database.transact(handle -> rota.at(handle, ground.get(), name, asked, now))
                .orElseThrow(() -> unknown(name));
        return DutyJson.at(name, asked, duty);
    }

    /// The shifts of a time, without gap and overlap: the next 14 days when none is said, 366 days at most.
    @GET
    @Path("/{name}/shifts")
    @RolesAllowed("schedules:read")
    public ObjectNode shifts(
            @PathParam("name") String name,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        var now = clock.instant();
        var begin = Asked.instant("from", from, now);
        var end = Asked.instant("to", to, begin.plus(USUAL));
        if (!begin.isBefore(end) || Duration.between(begin, end).compareTo(LONGEST) > 0) {
            throw new BadRequestException(
                    "from %s to %s is no time of up to %d days: ask for one".formatted(begin, end, LONGEST.toDays()));
        }
        var shifts = database.transact(handle -> rota.shifts(handle, ground.get(), name, begin, end, now))
                .orElseThrow(() -> unknown(name));
        var json = JsonNodeFactory.instance.objectNode();
        json.put("schedule", name);
        json.put("from", begin.toString());
        json.put("to", end.toString());
        json.set("shifts", DutyJson.shifts(shifts));
        return json;
    }

    /// The next 90 days: holes, people alone for long, people without a verified contact, and how long each is on call.
    @GET
    @Path("/{name}/coverage")
    @RolesAllowed("schedules:read")
    public ObjectNode coverage(@PathParam("name") String name) {
        var now = clock.instant();
        var coverage = Coverage.of(inForce(name, now), now, ground.get().responders()::contains);
        var json = JsonNodeFactory.instance.objectNode();
        json.put("schedule", name);
        window(json, coverage.window());
        json.put("sound", coverage.sound());
        var findings = json.putArray("findings");
        coverage.findings()
                .forEach(finding ->
                        findings.addObject().put("problem", finding.text()).put("cure", finding.cure()));
        var holes = json.putArray("holes");
        coverage.holes()
                .forEach(hole -> window(holes.addObject(), hole.window()).put("because", hole.because()));
        var alone = json.putArray("alone");
        coverage.stretches()
                .forEach(stretch -> window(alone.addObject().put("responder", stretch.responder()), stretch.window()));
        var unverified = json.putArray("unverified");
        coverage.unverified().forEach(unverified::add);
        var load = json.putArray("load");
        new TreeMap<>(coverage.load())
                .forEach((responder, time) ->
                        load.addObject().put("responder", responder).put("seconds", time.toSeconds()));
        return json;
    }

    private OnCallSchedule inForce(String name, Instant now) {
        return Optional.ofNullable(database.transact(handle -> rota.inForce(handle, ground.get(), now))
                        .get(name))
                .orElseThrow(() -> unknown(name));
    }

    private static ObjectNode facts(OnCallSchedule schedule, Instant now) {
        return DutyJson.at(schedule.name(), now, schedule.at(now))
                .put("timezone", schedule.zone().getId());
    }

    private static ObjectNode window(ObjectNode json, Window window) {
        return json.put("from", window.from().toString()).put("to", window.to().toString());
    }

    private static NotFoundException unknown(String name) {
        return new NotFoundException("there is no schedule \"" + name + "\": GET /api/v1/schedules lists them");
    }
}
