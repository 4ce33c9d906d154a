package dev.tocsin.incidents.rota;

import dev.tocsin.incidents.delivery.Medium;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whether somebody can be reached: by which ways, and when a message last arrived by each. Pure.
///
/// @param ways the ways that this person has, with the last arrival within 30 days
/// @param verified whether any of the contacts is verified and takes messages
public record Reach(Map<Medium, Optional<Instant>> ways, boolean verified) {

    public Reach {
        ways = Map.copyOf(ways);
    }

    /// What to mend before it matters; empty when all is well.
    public List<String> doubts() {
        var doubts = new ArrayList<String>();
        if (!verified) {
            doubts.add("None of your contacts is verified and takes messages, so you would not be paged: verify one.");
        }
        if (ways.size() < 2) {
            doubts.add("You have one way to be reached only: add a second one, so that one that fails is not the end.");
        }
        if (ways.values().stream().allMatch(Optional::isEmpty)) {
            doubts.add(
                    "Nothing of ours has arrived with you within 30 days: see that this mail and a text message do.");
        }
        return List.copyOf(doubts);
    }
}
