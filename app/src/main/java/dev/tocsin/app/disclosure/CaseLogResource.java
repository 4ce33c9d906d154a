package dev.tocsin.app.disclosure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.api.Cursor;
import dev.tocsin.incidents.disclosure.Disclosures;
import dev.tocsin.incidents.disclosure.LoggedEvent;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/// Who did and read what in all cases, the newest first; for whoever checks those who work on them.
@Path("/api/v1/disclosures/log")
@Produces(MediaType.APPLICATION_JSON)
public final class CaseLogResource {
    private final Disclosures disclosures;

    public CaseLogResource(Disclosures disclosures) {
        this.disclosures = disclosures;
    }

    @GET
    @RolesAllowed("audit:read")
    public ObjectNode log(
            @QueryParam("limit") @DefaultValue("50") String limit, @QueryParam("cursor") @Nullable String cursor) {
        var most = Cursor.limit(limit);
        var found = disclosures.log(Cursor.read(cursor, Long.MAX_VALUE, Long::valueOf), most + 1);
        return Cursor.page("events", found, most, CaseLogResource::json, one -> one.id());
    }

    private static ObjectNode json(LoggedEvent one) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", one.id())
                .put("disclosure", one.of().map(id -> id.value()).orElse(null))
                .put("at", one.event().at().toString())
                .put("kind", one.event().kind())
                .put("by", one.event().by())
                .put("detail", one.event().detail());
    }
}
