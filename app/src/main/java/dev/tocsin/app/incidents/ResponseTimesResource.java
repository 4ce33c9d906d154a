package dev.tocsin.app.incidents;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.api.Asked;
import dev.tocsin.db.Database;
import dev.tocsin.incidents.review.ResponseTimes;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How fast people answered, over the API.
@Path("/api/v1/incidents/response-times")
@Produces(MediaType.APPLICATION_JSON)
public final class ResponseTimesResource {
    private static final Duration QUARTER = Duration.ofDays(91);

    private final Database database;
    private final InstantSource clock;
    private final ResponseTimes times = new ResponseTimes();

    public ResponseTimesResource(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// For each service and week of what opened from `from` (13 weeks ago) until before `to` (now); means in seconds.
    @GET
    @RolesAllowed("incidents:read")
    public ObjectNode weeks(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("zone") @DefaultValue("UTC") String zone) {
        var end = Asked.instant("to", to, clock.instant());
        var start = Asked.instant("from", from, end.minus(QUARTER));
        var place = zone(zone);
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("from", start.toString())
                .put("to", end.toString())
                .put("zone", place.getId());
        var weeks = json.putArray("weeks");
        for (var week : database.transact(handle -> times.weeks(handle, start, end, place))) {
            weeks.addObject()
                    .put("service", week.service())
                    .put("week", week.week().toString())
                    .put("incidents", week.incidents())
                    .put("acknowledged", week.acknowledged())
                    .put("resolved", week.resolved())
                    .put("secondsToNotice", seconds(week.toNotice()))
                    .put("mtta", seconds(week.toAcknowledge()))
                    .put("mttr", seconds(week.toResolve()));
        }
        return json;
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException _) {
            throw new BadRequestException("zone \"%s\" is not known: write one such as Europe/Berlin".formatted(name));
        }
    }

    private static @Nullable Double seconds(Optional<Duration> mean) {
        return mean.map(one -> one.toMillis() / 1000.0).orElse(null);
    }
}
