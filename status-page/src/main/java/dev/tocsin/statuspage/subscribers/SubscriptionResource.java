package dev.tocsin.statuspage.subscribers;

import dev.tocsin.config.Secret;
import dev.tocsin.statuspage.PageOptions.SubscribeBy;
import dev.tocsin.statuspage.web.Forms;
import dev.tocsin.statuspage.web.Language;
import dev.tocsin.statuspage.web.PageAnswers;
import dev.tocsin.statuspage.web.SubscribeForm;
import dev.tocsin.statuspage.web.SubscribePages.Act;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The pages on which people subscribe and leave. A GET shows and never changes anything, because scanners of mail
/// follow links; every change is a POST. There is no cookie, so there is nothing that another site could ride on.
@Path("/")
@Produces(MediaType.TEXT_HTML + ";charset=utf-8")
public final class SubscriptionResource {
    private static final String ONE_CLICK = "List-Unsubscribe";

    private final Subscriptions subscriptions;
    private final Forms forms;
    private final PageAnswers answers;

    public SubscriptionResource(Subscriptions subscriptions, Forms forms) {
        this.subscriptions = subscriptions;
        this.forms = forms;
        this.answers = new PageAnswers(forms);
    }

    @POST
    @Path("{root: (de/)?}subscribe")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @PermitAll
    public Response ask(
            @PathParam("root") String root,
            MultivaluedMap<String, String> form,
            @Context @Nullable HttpServletRequest request) {
        var language = language(root);
        var typed = Typing.typed(form);
        return guarded(language, () -> {
            var by = typed.by().filter(forms.board().settings().options().subscribe()::contains);
            if (by.isEmpty()) {
                return page(422, forms.form(language, typed.faulty("notOffered")));
            }
            var remote = request == null ? "unknown" : request.getRemoteAddr();
            var answer = subscriptions.ask(
                    Way.of(by.get()), typed.address(), Typing.wish(typed, forms.board()), language.tag(), remote);
            return switch (answer) {
                case Subscriptions.Answer.NoAddress(var way) ->
                    page(422, forms.form(language, typed.faulty(fault(way))));
                case Subscriptions.Answer.TooMany() -> page(429, forms.form(language, typed.faulty("tooMany")));
                case Subscriptions.Answer.Sent(var token) -> sent(language, by.get(), token);
            };
        });
    }

    private Response sent(Language language, SubscribeBy by, String token) {
        var code = by == SubscribeBy.SMS;
        return page(
                200,
                forms.notice(
                        language,
                        "sentTitle",
                        language.text("sent"),
                        code ? Optional.of(act(language, "confirm", token)) : Optional.empty(),
                        Optional.empty(),
                        code));
    }

    /// The page behind a link: of what waits to be confirmed, or of a subscription.
    @GET
    @Path("{root: (de/)?}subscription/{token}")
    @PermitAll
    public Response show(@PathParam("root") String root, @PathParam("token") String token) {
        var language = language(root);
        return guarded(
                language,
                () -> subscriptions
                        .byToken(token)
                        .map(one -> page(200, forms.manage(language, token, Typing.current(one), Optional.empty())))
                        .or(() -> subscriptions
                                .pending(token)
                                .map(pending -> page(200, confirming(language, token, pending))))
                        .orElseGet(() -> over(language)));
    }

    private String confirming(Language language, String token, Subscriptions.Pending pending) {
        return forms.notice(
                language,
                "confirmTitle",
                language.text("confirmNote", words(language, pending.wish())),
                Optional.of(act(language, "confirm", token)),
                Optional.of(act(language, "notMe", token)),
                pending.byCode());
    }

    /// Confirms, refuses, changes or ends. A mail program's one click (RFC 8058) ends at once, whatever else is sent.
    @POST
    @Path("{root: (de/)?}subscription/{token}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @PermitAll
    public Response act(
            @PathParam("root") String root, @PathParam("token") String token, MultivaluedMap<String, String> form) {
        var language = language(root);
        return guarded(language, () -> {
            if (form.containsKey(ONE_CLICK)) {
                return leave(language, token);
            }
            return switch (Typing.first(form, "action")) {
                case "unsubscribe" -> leave(language, token);
                case "save" -> save(language, token, Typing.typed(form));
                case "notMe" ->
                    subscriptions.refuse(token)
                            ? page(200, plain(language, "blockedTitle", "blocked"))
                            : over(language);
                case "confirm" -> confirm(language, token, Typing.first(form, "code"));
                default -> over(language);
            };
        });
    }

    private Response confirm(Language language, String token, String code) {
        return switch (subscriptions.confirm(token, Optional.of(code))) {
            case Subscriptions.Confirmed.Done(var subscriber, var manage, var secret) ->
                page(
                        200,
                        forms.confirmed(
                                language,
                                "%s %s"
                                        .formatted(
                                                language.text("confirmed"),
                                                language.text("confirmNote", words(language, subscriber.wish()))),
                                secret.map(Secret::reveal),
                                new Act(
                                        language.text("unsubscribe"),
                                        language.root() + "/subscription/" + manage,
                                        "unsubscribe")));
            case Subscriptions.Confirmed.WrongCode() ->
                page(
                        422,
                        forms.notice(
                                language,
                                "confirmTitle",
                                language.text("wrongCode"),
                                Optional.of(act(language, "confirm", token)),
                                Optional.empty(),
                                true));
            case Subscriptions.Confirmed.Over() -> over(language);
        };
    }

    private Response save(Language language, String token, SubscribeForm typed) {
        return subscriptions
                .byToken(token)
                .map(one -> {
                    var wish = Typing.wish(typed, forms.board());
                    subscriptions.change(
                            one.id(),
                            new Wish(
                                    wish.components(),
                                    wish.maintenanceOnly(),
                                    one.wish().matter(),
                                    wish.least()));
                    var now = subscriptions.byToken(token).orElse(one);
                    return page(200, forms.manage(language, token, Typing.current(now), Optional.of("saved")));
                })
                .orElseGet(() -> over(language));
    }

    private Response leave(Language language, String token) {
        return subscriptions.leave(token)
                ? page(200, plain(language, "unsubscribedTitle", "unsubscribed"))
                : over(language);
    }

    private Response over(Language language) {
        return page(404, plain(language, "linkOverTitle", "linkOver"));
    }

    private String plain(Language language, String title, String text) {
        return forms.notice(language, title, language.text(text), Optional.empty(), Optional.empty(), false);
    }

    private static Act act(Language language, String action, String token) {
        return new Act(language.text(action), language.root() + "/subscription/" + token, action);
    }

    private String words(Language language, Wish wish) {
        if (wish.matter().isPresent()) {
            return language.text("thisIncident");
        }
        if (wish.maintenanceOnly()) {
            return language.text("onlyMaintenance");
        }
        return wish.components().isEmpty()
                ? language.text("everything")
                : language.text("onlyComponents", String.join(", ", forms.names(wish.components())));
    }

    private static String fault(Way way) {
        return switch (way) {
            case EMAIL -> "badEmail";
            case SMS -> "badPhone";
            case WEBHOOK, SLACK, TEAMS -> "badWebhook";
        };
    }

    private static Language language(String root) {
        return Language.of(root.replace("/", ""));
    }

    private Response guarded(Language language, Supplier<Response> work) {
        return answers.guarded(language, work);
    }

    private Response page(int status, Object body) {
        return answers.page(status, body);
    }
}
