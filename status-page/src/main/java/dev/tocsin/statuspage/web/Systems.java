package dev.tocsin.statuspage.web;

import dev.tocsin.statuspage.ComponentStatus;
import dev.tocsin.statuspage.PublicId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// The cards of the list of systems, in the order of the settings: a group with its components, or the components
/// without a group that stand beside each other.
record Systems(Optional<Heading> heading, List<ComponentView> components) {
    /// A longer group can be folded.
    private static final int LONGEST_UNFOLDED = 8;

    /// A group's name. A foldable one is folded unless something in it wants to be seen.
    record Heading(String id, String name, boolean foldable, boolean unfolded) {}

    static List<Systems> of(Edition edition) {
        var board = edition.board();
        var cards = new ArrayList<Systems>();
        var done = new HashSet<PublicId>();
        var loose = new ArrayList<ComponentView>();
        for (var component : board.components()) {
            if (component.group().isEmpty()) {
                loose.add(ComponentView.of(component, edition));
            } else if (done.add(component.group().get())) {
                flush(loose, cards);
                cards.add(group(component.group().get(), edition));
            }
        }
        flush(loose, cards);
        return cards;
    }

    private static void flush(List<ComponentView> loose, List<Systems> cards) {
        if (!loose.isEmpty()) {
            cards.add(new Systems(Optional.empty(), List.copyOf(loose)));
            loose.clear();
        }
    }

    private static Systems group(PublicId id, Edition edition) {
        var board = edition.board();
        var members = board.components().stream()
                .filter(component -> component.group().equals(Optional.of(id)))
                .toList();
        var foldable = members.size() > LONGEST_UNFOLDED;
        var unfolded = members.stream().anyMatch(member -> member.status() != ComponentStatus.OPERATIONAL);
        return new Systems(
                board.group(id).map(group -> new Heading(id.value(), Plain.text(group.name()), foldable, unfolded)),
                members.stream()
                        .map(member -> ComponentView.of(member, edition))
                        .toList());
    }

    /// Whether the card has a heading and can be folded.
    boolean foldable() {
        return heading.filter(Heading::foldable).isPresent();
    }
}
