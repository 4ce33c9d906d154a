package dev.tocsin.statuspage.web;

/// What stands where no page can be shown.
enum Fault {
    /// There is none at that path.
    LOST("lost"),
    /// Something broke on our side.
    BROKEN("broken"),
    /// It needs something that cannot be had at the moment.
    AWAY("away"),
    /// There is one, and it can only be read.
    READ_ONLY("readOnly");

    private final String word;

    Fault(String word) {
        this.word = word;
    }

    /// Its texts begin with this.
    String word() {
        return word;
    }
}
