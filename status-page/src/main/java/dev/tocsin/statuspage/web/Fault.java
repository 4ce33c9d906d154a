package dev.tocsin.statuspage.web;

/// What stands where no page can be shown.
enum Fault {
    /// There is none at that path.
    LOST,
    /// Something broke on our side.
    BROKEN,
    /// It needs something that cannot be had at the moment.
    AWAY
}
