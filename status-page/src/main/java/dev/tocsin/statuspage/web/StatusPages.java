package dev.tocsin.statuspage.web;

import dev.tocsin.monitor.maintenance.Maintenance;
import dev.tocsin.statuspage.AnnouncedWork;
import dev.tocsin.statuspage.Board;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Holds the page as it stands. What readers get never waits for the database: [#refresh()] makes a new
/// snapshot, and when no new one comes in time [#current()] stops vouching for the old one by itself, without
/// any timer.
public final class StatusPages {
    private final Supplier<Board> boards;
    private final InstantSource clock;
    private final Rendering rendering = new Rendering();
    private final AtomicReference<Shown> shown;

    /// `confirmed` is false once the board has outlived its word; `number` grows each time a board was read.
    private record Shown(Board board, Snapshot snapshot, boolean confirmed, long number) {}

    /// The page as it stands in one language, and the number of the reading that it comes from.
    record Numbered(Edition edition, long number) {}

    /// `boards` reads the board anew; `first` is shown until it has done so once.
    public StatusPages(Supplier<Board> boards, Board first, InstantSource clock) {
        this.boards = boards;
        this.clock = clock;
        this.shown = new AtomicReference<>(new Shown(first, rendering.render(first), true, 0));
    }

    /// Reads the board and shows it, where a reader would see a difference. Answers whether there was one.
    /// Blocks on the database; throws what reading the board throws, and the old page stays.
    public boolean refresh() {
        return show(boards.get());
    }

    /// The page to serve now.
    public Snapshot current() {
        var snapshot = believed();
        return snapshot == null ? disown() : snapshot;
    }

    /// The same for those who must not wait; null while it would have to be made first.
    @Nullable
    Snapshot believed() {
        var now = shown.get();
        return now.confirmed && clock.instant().isAfter(now.board.believableUntil()) ? null : now.snapshot;
    }

    /// What customers were told is being worked on now, from memory.
    public List<Maintenance> announcedWork() {
        return AnnouncedWork.of(shown.get().board);
    }

    /// The board behind it.
    Board board() {
        var _ = current();
        return shown.get().board;
    }

    Numbered editionIn(Language language) {
        var _ = current();
        var now = shown.get();
        return new Numbered(new Edition(now.board, language), now.number);
    }

    Rendering rendering() {
        return rendering;
    }

    private synchronized boolean show(Board board) {
        var before = shown.get();
        if (board.at().isBefore(before.board.at())) {
            return false;
        }
        var snapshot = rendering.render(board, before.snapshot);
        var differs = !snapshot.sameAs(before.snapshot);
        shown.set(new Shown(board, differs ? snapshot : before.snapshot, true, before.number + 1));
        return differs;
    }

    private synchronized Snapshot disown() {
        var before = shown.get();
        if (before.confirmed && clock.instant().isAfter(before.board.believableUntil())) {
            var board = before.board.unconfirmed();
            shown.set(new Shown(board, rendering.render(board, before.snapshot), false, before.number));
        }
        return shown.get().snapshot;
    }
}
