package dev.tocsin.app.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.api.Asked;
import dev.tocsin.app.api.Fields;
import dev.tocsin.monitor.maintenance.Recurrence;
import dev.tocsin.statuspage.Components;
import dev.tocsin.statuspage.RecurringMaintenances;
import dev.tocsin.statuspage.RecurringMaintenances.Rhythm;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;

/// Maintenance that recurs.
@Path("/api/v1/maintenances/series")
@Produces(MediaType.APPLICATION_JSON)
public final class MaintenanceSeriesResource {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(7);

    private final RecurringMaintenances recurring;
    private final Components components;

    public MaintenanceSeriesResource(RecurringMaintenances recurring, Components components) {
        this.recurring = recurring;
        this.components = components;
    }

    @GET
    @RolesAllowed("status:read")
    public ObjectNode list() {
        var json = JsonNodeFactory.instance.objectNode();
        var items = json.putArray("series");
        recurring.all().stream().map(StatusJson::series).forEach(items::add);
        return json;
    }

    /// `{"title": "…", "body": "…", "components": ["Shop"], "start": "2026-12-06T02:00", "zone": "Europe/Berlin",
    /// "lasts": "2h", "rrule": "FREQ=WEEKLY;BYDAY=SU"}`
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("status:write")
    public Response begin(byte[] body, @Context SecurityContext caller) throws JsonProcessingException {
        var fields = Fields.of(body, "a series: {\"title\": \"…\", \"start\": \"2026-12-06T02:00\", \"rrule\": \"…\"}");
        var title = fields.neededText("title", Asking.TITLE);
        var text = fields.neededText("body", Asking.BODY);
        var touched = Asking.components(fields, components);
        var start = parsed(fields, "start", LocalDateTime::parse, "write a local time such as 2026-12-06T02:00");
        var zone = parsed(fields, "zone", ZoneId::of, "write one such as Europe/Berlin");
        var rule = parsed(fields, "rrule", Recurrence::parse, "write one such as FREQ=WEEKLY;BYDAY=SU");
        var lasts = fields.needed("lasts", fields.duration("lasts", SHORTEST, LONGEST));
        var byHand = fields.flag("byHand");
        var expected = MaintenanceResource.expected(fields);
        fields.done();
        var made = recurring.begin(
                new Rhythm(
                        title,
                        text,
                        touched,
                        start.orElseThrow(),
                        zone.orElseThrow(),
                        lasts.orElseThrow(),
                        rule.orElseThrow(),
                        !byHand,
                        expected),
                Asked.name(caller));
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.LOCATION, "/api/v1/maintenances/series")
                .entity(StatusJson.series(made))
                .build();
    }

    /// Ends it: what was announced and has not begun is called off.
    @DELETE
    @Path("/{id}")
    @RolesAllowed("status:write")
    public Response end(@PathParam("id") String id, @Context SecurityContext caller) {
        var known = Asking.id(id);
        if (!recurring.end(known, Asked.name(caller))) {
            throw Asking.unknown(known);
        }
        return Response.noContent().build();
    }

    private static <T> Optional<T> parsed(Fields fields, String key, Function<String, T> parse, String cure) {
        return fields.needed(key, fields.text(key, Asking.TITLE)).flatMap(text -> {
            try {
                return Optional.of(parse.apply(text));
            } catch (DateTimeException | IllegalArgumentException fault) {
                fields.problem(key, "\"" + text + "\" is none", cure);
                return Optional.empty();
            }
        });
    }
}
