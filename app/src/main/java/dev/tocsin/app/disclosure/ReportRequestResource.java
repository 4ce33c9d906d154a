package dev.tocsin.app.disclosure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.api.Asked;
import dev.tocsin.app.api.Fields;
import dev.tocsin.app.api.OncePerKey;
import dev.tocsin.incidents.disclosure.DisclosureId;
import dev.tocsin.incidents.disclosure.PenTestReports;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

/// Requests for the pen-test report: one person proposes, another approves, and the link goes out by mail alone.
@OncePerKey
@Path("/api/v1/disclosures/{id: [0-9]+}/report-requests")
@Produces(MediaType.APPLICATION_JSON)
public final class ReportRequestResource {
    private static final int TEXT = 500;

    private final PenTestReports reports;

    public ReportRequestResource(PenTestReports reports) {
        this.reports = reports;
    }

    @GET
    @RolesAllowed("disclosures:read")
    public ObjectNode list(@PathParam("id") long id) {
        var json = JsonNodeFactory.instance.objectNode();
        var items = json.putArray("requests");
        for (var one : reports.all(new DisclosureId(id))) {
            items.addObject()
                    .put("id", one.id())
                    .put("recipient", one.recipient())
                    .put("company", one.company())
                    .put("nda", one.nda())
                    .put("requestedBy", one.requestedBy())
                    .put("requestedAt", one.requestedAt().toString())
                    .put("approvedBy", one.approvedBy().orElse(null))
                    .put("expiresAt", one.expiresAt().map(at -> at.toString()).orElse(null));
        }
        return json;
    }

    /// `{"company": "Example Ltd", "nda": "signed on 2026-11-02"}`. 202 with the number of the request.
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("disclosures:write")
    public Response request(@PathParam("id") long id, byte[] body, @Context SecurityContext caller)
            throws JsonProcessingException {
        var fields = Fields.of(body, "a request: {\"company\": \"…\", \"nda\": \"signed on …\"}");
        var company = fields.neededText("company", TEXT);
        var nda = fields.neededText("nda", TEXT);
        fields.done();
        return Deeds.done(id, reports.request(new DisclosureId(id), company, nda, Asked.name(caller)));
    }

    /// Sends the link. Whoever proposed it cannot.
    @POST
    @Path("/{request: [0-9]+}/approve")
    @RolesAllowed("disclosures:write")
    public Response approve(
            @PathParam("id") long id, @PathParam("request") long request, @Context SecurityContext caller) {
        return Deeds.done(id, reports.approve(new DisclosureId(id), request, Asked.name(caller)));
    }

    @DELETE
    @Path("/{request: [0-9]+}")
    @RolesAllowed("disclosures:write")
    public Response revoke(
            @PathParam("id") long id, @PathParam("request") long request, @Context SecurityContext caller) {
        return Deeds.done(id, reports.revoke(new DisclosureId(id), request, Asked.name(caller)));
    }
}
