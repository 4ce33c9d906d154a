package dev.tocsin.incidents.disclosure.web;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import dev.tocsin.incidents.disclosure.Disclosures;
import dev.tocsin.incidents.disclosure.ReporterView;
import dev.tocsin.incidents.disclosure.SecuritySettings;
import dev.tocsin.incidents.disclosure.crypto.Keyring;
import dev.tocsin.incidents.disclosure.crypto.PgpKey;
import dev.tocsin.incidents.web.AnswerStyle;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `/security`: the policy, the form, our key, and whom we thank.
@Path("/security")
@Produces(MediaType.TEXT_HTML + ";charset=utf-8")
public final class SecurityResource {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>@\"]{1,64}@[^\\s<>@\"]{1,200}");

    private final Disclosures disclosures;
    private final ReporterView reporters;
    private final Supplier<Optional<SecuritySettings>> settings;
    private final Supplier<Keyring> keyring;
    private final Supplier<String> company;
    private final Mustache policy;
    private final Mustache reported;
    private final Mustache thanked;
    private final Mustache gone;

    /// Serves what these hold.
    public SecurityResource(
            Disclosures disclosures,
            ReporterView reporters,
            Supplier<Optional<SecuritySettings>> settings,
            Supplier<Keyring> keyring,
            Supplier<String> company) {
        this.disclosures = disclosures;
        this.reporters = reporters;
        this.settings = settings;
        this.keyring = keyring;
        this.company = company;
        var templates = new DefaultMustacheFactory("dev/tocsin/incidents/disclosure/web");
        policy = templates.compile("policy.mustache");
        reported = templates.compile("reported.mustache");
        thanked = templates.compile("thanks.mustache");
        gone = templates.compile("gone.mustache");
    }

    private record PolicyView(
            String style,
            String company,
            String address,
            long hours,
            Optional<String> median,
            Optional<String> fingerprint) {}

    private record ReportedView(String style, String company, String notice) {}

    private record ThanksLine(String name, String month) {}

    private record ThanksView(String style, String company, List<ThanksLine> lines) {}

    @GET
    @PermitAll
    public Response policy() {
        return settings.get()
                .map(known -> Html.page(
                        Response.Status.OK,
                        policy,
                        new PolicyView(
                                new AnswerStyle().style(),
                                company.get(),
                                known.address(),
                                Math.max(1, known.firstReply().toHours()),
                                disclosures.medianFirstReply().map(SecurityResource::words),
                                keyring.get().pgp().map(PgpKey::fingerprint))))
                .orElseGet(this::nothing);
    }

    @POST
    @Path("/report")
    @PermitAll
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response report(
            @FormParam("from") @Nullable String from,
            @FormParam("subject") @Nullable String subject,
            @FormParam("text") @Nullable String text) {
        if (settings.get().isEmpty()) {
            return nothing();
        }
        var address = from == null ? "" : from.strip();
        if (!ADDRESS.matcher(address).matches() || text == null || text.isBlank()) {
            return Html.page(
                    Response.Status.BAD_REQUEST,
                    reported,
                    new ReportedView(
                            new AnswerStyle().style(),
                            company.get(),
                            "We need an address to answer to, and what you have found. Nothing was kept: go back and try again."));
        }
        return reporters.report(address, subject == null ? "" : subject, text)
                ? Html.page(
                        Response.Status.OK,
                        reported,
                        new ReportedView(
                                new AnswerStyle().style(),
                                company.get(),
                                "We have your report. A mail with a link to your case is on its way to " + address
                                        + "."))
                : nothing();
    }

    @GET
    @Path("/pgp-key.asc")
    @PermitAll
    @Produces("application/pgp-keys")
    public Response key() {
        return keyring.get()
                .pgp()
                .map(key -> Response.ok(key.armouredPublicKey()).build())
                .orElseGet(() -> Response.status(Response.Status.NOT_FOUND)
                        .type(MediaType.TEXT_PLAIN)
                        .entity("there is no key\n")
                        .build());
    }

    /// Whom we thank.
    @GET
    @Path("/thanks")
    @PermitAll
    public Response thanks() {
        var lines = disclosures.thanks().stream()
                .map(one ->
                        new ThanksLine(one.name(), one.disclosedAt().toString().substring(0, 7)))
                .toList();
        return settings.get()
                .map(_ -> Html.page(
                        Response.Status.OK, thanked, new ThanksView(new AnswerStyle().style(), company.get(), lines)))
                .orElseGet(this::nothing);
    }

    /// For those who looked for it by themselves: nothing of ours leads here then.
    private Response nothing() {
        return Html.page(
                Response.Status.NOT_FOUND,
                gone,
                new ReportedView(
                        new AnswerStyle().style(),
                        company.get(),
                        company.get() + " takes no security reports here. Ask its support where to send yours."));
    }

    private static String words(Duration duration) {
        return duration.toHours() > 0 ? duration.toHours() + " hours" : Math.max(1, duration.toMinutes()) + " minutes";
    }
}
