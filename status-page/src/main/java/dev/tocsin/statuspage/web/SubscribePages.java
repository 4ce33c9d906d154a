package dev.tocsin.statuspage.web;

import dev.tocsin.statuspage.Impact;
import dev.tocsin.statuspage.PageOptions.SubscribeBy;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The pages on which people subscribe, confirm, change their mind, and leave: one sentence, one button each.
public final class SubscribePages {
    private final HtmlPages pages;

    SubscribePages(HtmlPages pages) {
        this.pages = pages;
    }

    record Form(Shell shell, List<Way> ways, Optional<String> fault, Optional<String> faulty) {
        boolean anyWay() {
            return !ways.isEmpty();
        }
    }

    /// One of the forms: `id` is the way's word. `kinds` are the services that share the form of webhooks.
    record Way(
            String id,
            String title,
            String label,
            String note,
            String type,
            String autocomplete,
            String value,
            Optional<String> fault,
            List<Choice> kinds,
            Which which,
            Optional<String> matter) {

        boolean anyKind() {
            return !kinds.isEmpty();
        }
    }

    /// What to hear of.
    record Which(
            String id, boolean all, boolean some, boolean maintenance, List<Choice> components, List<Choice> impacts) {
        boolean anyComponent() {
            return !components.isEmpty();
        }
    }

    record Choice(String id, String value, String name, boolean chosen) {}

    private record Notice(
            Shell shell,
            String headline,
            String text,
            Optional<String> secret,
            Optional<Act> act,
            Optional<Act> other,
            Optional<String> code) {}

    /// A button: where it posts, and what.
    public record Act(String label, String path, String action) {}

    private record Manage(
            Shell shell, String token, Which which, Optional<String> note, String address, Optional<String> matter) {}

    String form(Edition edition, SubscribeForm typed) {
        var options = edition.board().settings().options().subscribe();
        var hooks = Stream.of(SubscribeBy.WEBHOOK, SubscribeBy.SLACK, SubscribeBy.TEAMS)
                .filter(options::contains)
                .toList();
        var ways = Stream.of(
                        options.contains(SubscribeBy.EMAIL)
                                ? Stream.of(way(edition, typed, SubscribeBy.EMAIL, "email", "email", List.of()))
                                : Stream.<Way>empty(),
                        options.contains(SubscribeBy.SMS)
                                ? Stream.of(way(edition, typed, SubscribeBy.SMS, "tel", "tel", List.of()))
                                : Stream.<Way>empty(),
                        hooks.isEmpty()
                                ? Stream.<Way>empty()
                                : Stream.of(way(edition, typed, SubscribeBy.WEBHOOK, "url", "url", hooks)))
                .flatMap(one -> one)
                .toList();
        return pages.fill(
                "subscribe.mustache",
                edition,
                new Form(
                        pages.shell(
                                edition,
                                typed.fault().isPresent() ? edition.text("wrongInput") : edition.text("subscribeTitle"),
                                Optional.of("/subscribe")),
                        ways,
                        typed.fault().map(edition::text),
                        typed.by().map(by -> id(by) + "-address")));
    }

    private static Way way(
            Edition edition,
            SubscribeForm typed,
            SubscribeBy by,
            String type,
            String autocomplete,
            List<SubscribeBy> kinds) {
        var id = id(by);
        var mine = typed.by().filter(one -> id(one).equals(id)).isPresent();
        return new Way(
                id,
                edition.text(
                        switch (by) {
                            case EMAIL -> "subscribeByEmail";
                            case SMS -> "subscribeBySms";
                            case WEBHOOK, SLACK, TEAMS -> "subscribeByWebhook";
                        }),
                edition.text(
                        switch (by) {
                            case EMAIL -> "emailAddress";
                            case SMS -> "phoneNumber";
                            case WEBHOOK, SLACK, TEAMS -> "webhookAddress";
                        }),
                edition.text(
                        switch (by) {
                            case EMAIL -> "subscribeNote";
                            case SMS -> "phoneNote";
                            case WEBHOOK, SLACK, TEAMS -> "webhookNote";
                        }),
                type,
                autocomplete,
                mine ? Plain.text(typed.address()) : "",
                typed.fault().filter(_ -> mine).map(edition::text),
                kinds.stream()
                        .map(kind -> new Choice(
                                id + "-" + word(kind),
                                word(kind),
                                edition.text(
                                        switch (kind) {
                                            case SLACK -> "kindSlack";
                                            case TEAMS -> "kindTeams";
                                            case WEBHOOK, EMAIL, SMS -> "kindWebhook";
                                        }),
                                typed.by().map(kind::equals).orElse(kind == kinds.getFirst())))
                        .toList(),
                which(id, edition, mine ? typed : SubscribeForm.EMPTY),
                typed.matter());
    }

    private static Which which(String id, Edition edition, SubscribeForm typed) {
        return new Which(
                id,
                typed.scope().equals("all"),
                typed.scope().equals("components"),
                typed.scope().equals("maintenance"),
                edition.board().components().stream()
                        .map(component -> new Choice(
                                id + "-" + component.id(),
                                component.id().value(),
                                Plain.text(component.name()),
                                typed.components().contains(component.id().value())))
                        .toList(),
                Stream.of(Impact.values())
                        .map(impact -> new Choice(
                                id + "-" + impact.word(),
                                impact.word(),
                                edition.text(impact == Impact.NONE ? "anyImpact" : "impact_" + impact.word()),
                                typed.impact().equals(impact.word())))
                        .toList());
    }

    /// One sentence and, where there is something to do, one button or two. `code` asks for one beside the
    /// first; `secret` is shown once.
    String notice(
            Edition edition,
            String headline,
            String text,
            Optional<String> secret,
            Optional<Act> act,
            Optional<Act> other,
            Optional<String> code) {
        return pages.fill(
                "notice.mustache",
                edition,
                new Notice(pages.shell(edition, headline, Optional.empty()), headline, text, secret, act, other, code));
    }

    /// What a subscriber hears of, to be changed. `note` is what was done just now.
    String manage(Edition edition, String token, SubscribeForm current, Optional<String> note) {
        return pages.fill(
                "manage.mustache",
                edition,
                new Manage(
                        pages.shell(edition, edition.text("manageTitle"), Optional.empty()),
                        token,
                        which("manage", edition, current),
                        note,
                        Plain.text(current.address()),
                        current.matter()));
    }

    private static String id(SubscribeBy by) {
        return switch (by) {
            case EMAIL -> "email";
            case SMS -> "sms";
            case WEBHOOK, SLACK, TEAMS -> "webhook";
        };
    }

    private static String word(SubscribeBy by) {
        return by.name().toLowerCase(Locale.ROOT);
    }
}
