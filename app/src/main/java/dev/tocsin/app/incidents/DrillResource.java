package dev.tocsin.app.incidents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.api.Fields;
import dev.tocsin.app.api.OncePerKey;
import dev.tocsin.db.Database;
import dev.tocsin.incidents.Drills;
import dev.tocsin.incidents.Incident;
import dev.tocsin.incidents.IncidentId;
import dev.tocsin.incidents.Incidents;
import dev.tocsin.incidents.Severity;
import dev.tocsin.incidents.paging.PagingSettings;
import dev.tocsin.incidents.web.IncidentJson;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.function.Supplier;

/// Drills over the API. Whoever may open one may watch it, and nothing else by that.
@OncePerKey
@Path("/api/v1/incidents/drill")
@Produces(MediaType.APPLICATION_JSON)
public final class DrillResource {
    private static final int NAME = 200;

    private final Database database;
    private final Incidents incidents;
    private final Drills drills;
    private final Supplier<PagingSettings> settings;
    private final IncidentJson json;

    public DrillResource(
            Database database,
            Incidents incidents,
            Drills drills,
            Supplier<PagingSettings> settings,
            IncidentJson json) {
        this.database = database;
        this.incidents = incidents;
        this.drills = drills;
        this.settings = settings;
        this.json = json;
    }

    /// `{"severity": "critical", "policy": "default"}`; both may be left out, and are these then.
    @POST
    @RolesAllowed("incidents:write")
    public ObjectNode open(byte[] body, @Context SecurityContext caller) throws JsonProcessingException {
        var fields = Fields.ofOptional(body, "a drill: {\"severity\": \"critical\", \"policy\": \"default\"}");
        var severity = fields.oneOf("severity", Severity.class).orElse(Severity.CRITICAL);
        var policy = fields.text("policy", NAME).orElse("default");
        if (!settings.get().policies().containsKey(policy)) {
            fields.problem("policy", "there is no policy \"" + policy + "\"", "write one that stands under policies:");
        }
        fields.done();
        return drills.open(severity, policy, Answers.actor(caller))
                .map(this::whole)
                .orElseThrow(() -> new ClientErrorException(
                        "a drill of policy \"%s\" is open, resolve it first: /api/v1/incidents?open=true"
                                .formatted(policy),
                        409));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed("incidents:write")
    public ObjectNode show(@PathParam("id") long id) {
        return database.transact(handle -> incidents.find(handle, new IncidentId(id)))
                .filter(Incident::drill)
                .map(this::whole)
                .orElseThrow(() -> Answers.unknown(id));
    }

    private ObjectNode whole(Incident incident) {
        return database.transact(handle -> json.whole(handle, incident));
    }
}
