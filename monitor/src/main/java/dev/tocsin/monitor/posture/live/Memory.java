package dev.tocsin.monitor.posture.live;

/// What looks at posture remember of each other, each with a bound of its own and for a while only.
public record Memory(KnownLists lists, KnownSurveys surveys, KnownPages pages, KnownIssuers issuers) {

    public Memory() {
        this(new KnownLists(), new KnownSurveys(), new KnownPages(), new KnownIssuers());
    }
}
