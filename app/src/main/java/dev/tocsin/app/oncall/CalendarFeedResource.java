package dev.tocsin.app.oncall;

import dev.tocsin.incidents.rota.Calendars;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Calendars for calendar programs, which know no tokens but the one in the address. Whoever has it may read.
@Path("/calendar")
public final class CalendarFeedResource {
    private static final int FRESH_SECONDS = 300;

    private final Calendars calendars;

    public CalendarFeedResource(Calendars calendars) {
        this.calendars = calendars;
    }

    @GET
    @Path("/{token}.ics")
    @Produces("text/calendar; charset=utf-8")
    @PermitAll
    public Response read(@PathParam("token") String token, @Context Request request) {
        var text = calendars.read(token).orElseThrow(() -> new NotFoundException("there is no such calendar"));
        var tag = tag(text);
        var unchanged = request.evaluatePreconditions(tag);
        var response = unchanged == null ? Response.ok(text) : unchanged;
        return response.tag(tag).cacheControl(fresh()).build();
    }

    private static CacheControl fresh() {
        var cache = new CacheControl();
        cache.setPrivate(true);
        cache.setMaxAge(FRESH_SECONDS);
        return cache;
    }

    private static EntityTag tag(String text) {
        try {
            return new EntityTag(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)))
                    .substring(0, 32));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
