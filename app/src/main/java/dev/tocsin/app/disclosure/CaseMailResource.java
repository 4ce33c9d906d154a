package dev.tocsin.app.disclosure;

import dev.tocsin.app.api.Asked;
import dev.tocsin.incidents.disclosure.CaseMails;
import dev.tocsin.incidents.disclosure.DisclosureId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// The mails of a case and what came with them: to be saved, never to be shown as what they say they are.
@Path("/api/v1/disclosures/{id: [0-9]+}/mails/{mail: [0-9]+}")
public final class CaseMailResource {
    private final CaseMails mails;

    public CaseMailResource(CaseMails mails) {
        this.mails = mails;
    }

    @GET
    @RolesAllowed("disclosures:read")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public Response raw(@PathParam("id") long id, @PathParam("mail") long mail, @Context SecurityContext caller) {
        return mails.raw(new DisclosureId(id), mail, Asked.name(caller))
                .map(raw -> saved(raw, "mail-%d.eml".formatted(mail)))
                .orElseThrow(() -> new NotFoundException("disclosure %d has no mail %d".formatted(id, mail)));
    }

    /// By the SHA-256 that the case shows beside its name.
    @GET
    @Path("/attachments/{sha256: [0-9a-f]{64}}")
    @RolesAllowed("disclosures:read")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public Response attachment(
            @PathParam("id") long id,
            @PathParam("mail") long mail,
            @PathParam("sha256") String sha256,
            @Context SecurityContext caller) {
        return mails.attachment(new DisclosureId(id), mail, sha256, Asked.name(caller))
                .map(one -> saved(one.content().bytes(), one.name().isEmpty() ? "attachment" : one.name()))
                .orElseThrow(() -> new NotFoundException("mail %d has no such attachment".formatted(mail)));
    }

    /// Made harmless; the text is what is read first.
    @GET
    @Path("/html")
    @RolesAllowed("disclosures:read")
    @Produces(MediaType.TEXT_HTML + ";charset=utf-8")
    public String html(@PathParam("id") long id, @PathParam("mail") long mail, @Context SecurityContext caller) {
        return mails.html(new DisclosureId(id), mail, Asked.name(caller))
                .orElseThrow(() -> new NotFoundException("mail %d has no HTML to show".formatted(mail)));
    }

    private static Response saved(byte[] bytes, String name) {
        var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return Response.ok(bytes)
                .header("Content-Disposition", "attachment; filename*=UTF-8''" + encoded)
                .build();
    }
}
