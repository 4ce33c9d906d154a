package dev.tocsin.incidents.oncall;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What somebody has decided beside the rotations of a schedule. What several of them come to does not depend on their
/// order; [Amendments] says what it is.
public sealed interface ScheduleOverride {

    /// Who decided it.
    Origin origin();

    /// When it counts, in order.
    List<Window> windows();

    /// Everybody whose name stands in it.
    Set<String> named();

    /// The part of it that counts in `window`; empty where nothing does.
    Optional<ScheduleOverride> within(Window window);

    /// Who decided it, and why. `reason` may be empty.
    record Origin(String by, String reason) {

        /// `ops: dentist`
        public String words() {
            return reason.isEmpty() ? by : by + ": " + reason;
        }
    }

    /// `responder` is on call too.
    record Add(Window window, String responder, Origin origin) implements ScheduleOverride {

        @Override
        public List<Window> windows() {
            return List.of(window);
        }

        @Override
        public Set<String> named() {
            return Set.of(responder);
        }

        @Override
        public Optional<ScheduleOverride> within(Window other) {
            return window.within(other).map(part -> new Add(part, responder, origin));
        }
    }

    /// `responder` is not on call, neither in a turn nor as a stand-in.
    record Remove(Window window, String responder, Origin origin) implements ScheduleOverride {

        @Override
        public List<Window> windows() {
            return List.of(window);
        }

        @Override
        public Set<String> named() {
            return Set.of(responder);
        }

        @Override
        public Optional<ScheduleOverride> within(Window other) {
            return window.within(other).map(part -> new Remove(part, responder, origin));
        }
    }

    /// Where a key of `standIns` is on call its value is instead.
    record Replace(Window window, Map<String, String> standIns, Origin origin) implements ScheduleOverride {

        public Replace {
            if (standIns.isEmpty()) {
                throw new IllegalArgumentException("a replacement of nobody, write {ana: bo}");
            }
            standIns = Map.copyOf(standIns);
        }

        @Override
        public List<Window> windows() {
            return List.of(window);
        }

        @Override
        public Set<String> named() {
            var named = new LinkedHashSet<>(standIns.keySet());
            named.addAll(standIns.values());
            return named;
        }

        @Override
        public Optional<ScheduleOverride> within(Window other) {
            return window.within(other).map(part -> new Replace(part, standIns, origin));
        }

        /// The same whatever the order of its map.
        @Override
        public String toString() {
            return "Replace[window=" + window + ", standIns=" + new TreeMap<>(standIns) + ", origin=" + origin + "]";
        }
    }

    /// Two people exchange shifts: `one` gives the `first` window to `other`, who gives the `second` one back. Both or
    /// neither: it is one decision.
    record Swap(String one, Window first, String other, Window second, Origin origin) implements ScheduleOverride {

        public Swap {
            if (one.equals(other)) {
                throw new IllegalArgumentException("\"" + one + "\" cannot exchange shifts with themselves, name two");
            }
        }

        @Override
        public List<Window> windows() {
            return List.of(first, second);
        }

        @Override
        public Set<String> named() {
            return Set.of(one, other);
        }

        /// What is left of an exchange of which one half lies outside are the replacements of the other half.
        @Override
        public Optional<ScheduleOverride> within(Window window) {
            var left = first.within(window);
            var right = second.within(window);
            if (left.isPresent() && right.isPresent()) {
                return Optional.of(new Swap(one, left.get(), other, right.get(), origin));
            }
            return left.<ScheduleOverride>map(part -> new Replace(part, Map.of(one, other), origin))
                    .or(() -> right.map(part -> new Replace(part, Map.of(other, one), origin)));
        }
    }

    /// Stands in the place of the whole schedule for `window`: rotations and all other overrides rest.
    record Temporary(Window window, List<Stint> stints, Origin origin) implements ScheduleOverride {

        public Temporary {
            stints = List.copyOf(stints);
            for (var stint : stints) {
                if (!stint.window().within(window).equals(Optional.of(stint.window()))) {
                    throw new IllegalArgumentException("\"" + stint.responder()
                            + "\" would be on call outside of the temporary schedule, keep to its window");
                }
            }
        }

        @Override
        public List<Window> windows() {
            return List.of(window);
        }

        @Override
        public Set<String> named() {
            var named = new LinkedHashSet<String>();
            stints.forEach(stint -> named.add(stint.responder()));
            return named;
        }

        @Override
        public Optional<ScheduleOverride> within(Window other) {
            return window.within(other).map(part -> {
                var parts = new ArrayList<Stint>();
                for (var stint : stints) {
                    stint.window().within(part).ifPresent(time -> parts.add(new Stint(stint.responder(), time)));
                }
                return new Temporary(part, parts, origin);
            });
        }
    }

    /// One responder's time in a temporary schedule.
    record Stint(String responder, Window window) {}

    /// The part of it that counted, when it was made at `made` and taken back at `ended`.
    default Optional<ScheduleOverride> between(Instant made, Instant ended) {
        return made.isBefore(ended) ? within(new Window(made, ended)) : Optional.empty();
    }
}
