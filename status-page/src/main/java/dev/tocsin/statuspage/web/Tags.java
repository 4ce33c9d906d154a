package dev.tocsin.statuspage.web;

import dev.tocsin.statuspage.Board;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;

/// Names that never change, for entries of feeds and calendars.
final class Tags {
    private Tags() {}

    /// A tag URI (RFC 4151): the host, and the year from which on the page has had its id.
    static String uri(Board board, String what) {
        return "tag:%s,%d:%s"
                .formatted(
                        host(board),
                        LocalDate.ofInstant(board.pageCreatedAt(), ZoneOffset.UTC)
                                .getYear(),
                        what);
    }

    static String host(Board board) {
        return Objects.requireNonNullElse(board.settings().url().getHost(), "localhost");
    }
}
