package dev.tocsin.incidents.disclosure.web;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import dev.tocsin.incidents.disclosure.PenTestReports;
import dev.tocsin.incidents.web.AnswerStyle;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/// The pen-test report, for who has a link that still works. Looking at the link downloads nothing: mail scanners do.
@Path("/security/reports/{token}")
public final class ReportDownloadResource {
    private final PenTestReports reports;
    private final Supplier<String> company;
    private final Mustache offered;
    private final Mustache gone;

    public ReportDownloadResource(PenTestReports reports, Supplier<String> company) {
        this.reports = reports;
        this.company = company;
        var templates = new DefaultMustacheFactory("dev/tocsin/incidents/disclosure/web");
        offered = templates.compile("report.mustache");
        gone = templates.compile("gone.mustache");
    }

    private record ReportView(String style, String company, String recipient, String until) {}

    private record GoneView(String style, String company, String notice) {}

    @GET
    @PermitAll
    @Produces(MediaType.TEXT_HTML + ";charset=utf-8")
    public Response show(@PathParam("token") String token) {
        return reports.see(token)
                .map(request -> Html.page(
                        Response.Status.OK,
                        offered,
                        new ReportView(
                                new AnswerStyle().style(),
                                company.get(),
                                request.recipient(),
                                request.expiresAt()
                                        .orElseThrow()
                                        .toString()
                                        .substring(0, 16)
                                        .replace('T', ' '))))
                .orElseGet(this::nothing);
    }

    @POST
    @PermitAll
    @Produces({"application/pdf", MediaType.TEXT_HTML + ";charset=utf-8"})
    public Response download(@PathParam("token") String token) {
        return reports.download(token)
                .map(pdf -> Response.ok(pdf, "application/pdf")
                        .header("Content-Disposition", "attachment; filename=\"report.pdf\"")
                        .header("Cache-Control", "no-store")
                        .build())
                .orElseGet(this::nothing);
    }

    private Response nothing() {
        return Response.fromResponse(Html.page(
                        Response.Status.NOT_FOUND, gone, new GoneView(new AnswerStyle().style(), company.get(), "")))
                .type(MediaType.TEXT_HTML + ";charset=utf-8")
                .build();
    }
}
