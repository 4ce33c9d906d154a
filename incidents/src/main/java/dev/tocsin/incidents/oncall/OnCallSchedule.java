package dev.tocsin.incidents.oncall;

import dev.tocsin.incidents.oncall.ScheduleOverride.Temporary;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Who is on call when. The one resolver: paging, pages and feeds all ask here. Pure.
///
/// Later rotations stand above earlier ones; one that is restricted to hours lets those beneath it answer outside of
/// them. A temporary schedule stands in the place of all rotations and overrides for its window; else the overrides
/// change what the rotations say, as [Amendments] tells.
///
/// @param handoffMail how long before a shift its responder is told by mail; empty where nobody is
public record OnCallSchedule(
        String name,
        ZoneId zone,
        List<Rotation> rotations,
        List<ScheduleOverride> overrides,
        Optional<Duration> handoffMail) {
    private static final DateTimeFormatter HANDOFF = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);

    public OnCallSchedule {
        rotations = List.copyOf(rotations);
        overrides = Amendments.sorted(overrides);
    }

    public OnCallSchedule(String name, ZoneId zone, List<Rotation> rotations) {
        this(name, zone, rotations, List.of(), Optional.empty());
    }

    /// The same schedule with `more` overrides.
    public OnCallSchedule with(List<ScheduleOverride> more) {
        return more.isEmpty()
                ? this
                : new OnCallSchedule(
                        name,
                        zone,
                        rotations,
                        Stream.concat(overrides.stream(), more.stream()).toList(),
                        handoffMail);
    }

    /// What holds at an instant, and until when nothing changes at least.
    private record Piece(Posts posts, Instant end) {}

    /// Who is on call at `at`, each with the reason, or why nobody is.
    public Duty at(Instant at) {
        var piece = piece(at);
        var end = piece.end();
        while (end.isBefore(Instant.MAX)) {
            var next = piece(end);
            if (!next.posts().equals(piece.posts())) {
                break;
            }
            end = next.end();
        }
        return piece.posts().duty(until(end));
    }

    /// What holds from `from` to `to`, without gap and overlap: the first begins at `from`, the last ends at `to`.
    /// Each is as long as it can be, and its duty is that of [#at] at each of its instants.
    public List<Shift> shifts(Instant from, Instant to) {
        var shifts = new ArrayList<Shift>();
        var start = from;
        var piece = piece(from);
        while (start.isBefore(to)) {
            var end = piece.end();
            var next = piece;
            while (end.isBefore(Instant.MAX)) {
                next = piece(end);
                if (!next.posts().equals(piece.posts())) {
                    break;
                }
                end = next.end();
            }
            shifts.add(
                    new Shift(start, end.isBefore(to) ? end : to, piece.posts().duty(until(end))));
            start = end;
            piece = next;
        }
        return List.copyOf(shifts);
    }

    private String until(Instant end) {
        return end.equals(Instant.MAX) ? "" : " until %s %s".formatted(HANDOFF.format(end.atZone(zone)), zone.getId());
    }

    private Piece piece(Instant at) {
        var end = Instant.MAX;
        var temporary = new ArrayList<Temporary>();
        for (var override : overrides) {
            for (var window : override.windows()) {
                end = window.edgeAfter(at, end);
            }
            if (override instanceof Temporary whole && whole.window().contains(at)) {
                temporary.add(whole);
            }
        }
        if (!temporary.isEmpty()) {
            return replaced(temporary, at, end);
        }
        var turn = turn(at);
        var posts = overrides.isEmpty()
                ? turn.posts()
                : Amendments.at(at, overrides).amend(turn.posts(), name);
        return new Piece(posts, turn.end().isBefore(end) ? turn.end() : end);
    }

    private Piece replaced(List<Temporary> temporary, Instant at, Instant edge) {
        var end = edge;
        var posts = new ArrayList<Posts.Post>();
        for (var whole : temporary) {
            for (var stint : whole.stints()) {
                end = stint.window().edgeAfter(at, end);
                if (stint.window().contains(at)
                        && posts.stream().noneMatch(post -> post.responder().equals(stint.responder()))) {
                    posts.add(new Posts.Post(
                            stint.responder(),
                            "on call in " + name,
                            "temporary schedule by " + whole.origin().words(),
                            stint.window()));
                }
            }
        }
        return new Piece(
                posts.isEmpty()
                        ? Posts.nobody("the temporary schedule of %s by %s names nobody"
                                .formatted(name, temporary.getFirst().origin().words()))
                        : Posts.of(List.copyOf(posts)),
                end);
    }

    private Piece turn(Instant at) {
        var end = Instant.MAX;
        for (var i = rotations.size() - 1; i >= 0; i--) {
            var rotation = rotations.get(i);
            if (rotation.only().isPresent()) {
                var spell = rotation.only().get().at(at, zone);
                end = spell.until().isBefore(end) ? spell.until() : end;
                if (!spell.inside()) {
                    continue;
                }
            }
            var slot = rotation.at(at, zone);
            var post = new Posts.Post(
                    slot.responder(),
                    "on call in " + name,
                    rotations.size() == 1 ? "" : "rotation %d of %d".formatted(i + 1, rotations.size()),
                    slot.start());
            return new Piece(Posts.of(List.of(post)), slot.end().isBefore(end) ? slot.end() : end);
        }
        return new Piece(
                Posts.nobody(rotations.isEmpty() ? name + " has no rotations" : "no rotation of " + name + " answers"),
                end);
    }
}
