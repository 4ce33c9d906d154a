package dev.tocsin.statuspage.web;

import dev.tocsin.statuspage.StatusUpdate;
import java.util.List;
import java.util.Optional;

/// One update as the templates see it. `earlier` holds how it read before it was edited, at `edited` for the last time.
record SaidView(
        String id, String phase, String body, Times.Moment at, Optional<Times.Moment> edited, List<Earlier> earlier) {

    record Earlier(String body, Times.Moment until) {}

    static SaidView of(StatusUpdate update, Edition edition) {
        var earlier = update.earlier().stream()
                .map(wording -> new Earlier(Plain.text(wording.body()), edition.moment(wording.replacedAt())))
                .toList();
        return new SaidView(
                update.id().value(),
                edition.text(update.phase().word()),
                Plain.text(update.body()),
                edition.moment(update.displayAt()),
                earlier.stream().findFirst().map(Earlier::until),
                earlier);
    }

    boolean anyEarlier() {
        return !earlier.isEmpty();
    }
}
