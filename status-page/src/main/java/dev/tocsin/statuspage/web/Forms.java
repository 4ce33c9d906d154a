package dev.tocsin.statuspage.web;

import dev.tocsin.statuspage.Board;
import dev.tocsin.statuspage.Drafts;
import dev.tocsin.statuspage.PublicId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The pages that are made for one reader: forms and what came of them. They wear the clothes of the page as it
/// stands, need no database for it, and are kept by no cache.
public final class Forms {
    private final StatusPages pages;

    public Forms(StatusPages pages) {
        this.pages = pages;
    }

    public String form(Language language, SubscribeForm typed) {
        return made().form(edition(language), typed);
    }

    /// One sentence and, where there is something to do, one button or two; `code` asks for one beside the first.
    public String notice(
            Language language,
            String title,
            String text,
            Optional<SubscribePages.Act> act,
            Optional<SubscribePages.Act> other,
            boolean code) {
        return made().notice(
                        edition(language),
                        language.text(title),
                        text,
                        Optional.empty(),
                        act,
                        other,
                        code ? Optional.of(language.text("codeLabel")) : Optional.empty());
    }

    /// What they hear of from now on; `secret` is shown this once.
    public String confirmed(Language language, String text, Optional<String> secret, SubscribePages.Act leave) {
        return made().notice(
                        edition(language),
                        language.text("confirmedTitle"),
                        text,
                        secret,
                        Optional.empty(),
                        Optional.of(leave),
                        Optional.empty());
    }

    /// What a subscriber hears of, to be changed; `note` is the key of what was done just now.
    public String manage(Language language, String token, SubscribeForm current, Optional<String> note) {
        return made().manage(edition(language), token, current, note.map(language::text));
    }

    /// What only those see yet who wrote it.
    String draft(Language language, Drafts.Draft draft) {
        var html = pages.rendering().pages(pages.board().settings());
        return switch (draft) {
            case Drafts.Draft.OfIncident(var incident) -> html.preview(incident, edition(language));
            case Drafts.Draft.OfMaintenance(var maintenance) -> html.preview(maintenance, edition(language));
            case Drafts.Draft.Published(var path) -> throw new IllegalStateException(path + " is no draft");
        };
    }

    /// What stands there when the house cannot do it at the moment.
    public byte[] away(Language language) {
        return pages.current().fault(language, Fault.AWAY).identityBytes();
    }

    /// What stands there when something broke on our side.
    byte[] broken(Language language) {
        return pages.current().fault(language, Fault.BROKEN).identityBytes();
    }

    /// What stands there where there is no page.
    public byte[] lost(Language language) {
        return pages.current().fault(language, Fault.LOST).identityBytes();
    }

    /// What a browser may load and do on these pages.
    public String policy() {
        return PageHeaders.policy(pages.rendering().clothes(pages.board().settings()), "'none'");
    }

    /// The names of `components` that the page shows.
    public List<String> names(Collection<PublicId> components) {
        return pages.board().components().stream()
                .filter(one -> components.contains(one.id()))
                .map(one -> Plain.text(one.name()))
                .toList();
    }

    public Board board() {
        return pages.board();
    }

    private SubscribePages made() {
        return new SubscribePages(pages.rendering().pages(pages.board().settings()));
    }

    private Edition edition(Language language) {
        return new Edition(pages.board(), language);
    }
}
