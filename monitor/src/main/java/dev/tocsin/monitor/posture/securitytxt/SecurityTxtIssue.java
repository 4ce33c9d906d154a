package dev.tocsin.monitor.posture.securitytxt;

import dev.tocsin.monitor.posture.PostureVerdict;

/// What can be said about a security.txt.
public enum SecurityTxtIssue {
    ABSENT("no security.txt", PostureVerdict.WARN),
    PLAIN_HTTP("served over plain HTTP", PostureVerdict.FAIL),
    NOT_PLAIN_TEXT("not served as text/plain", PostureVerdict.FAIL),
    OTHER_CHARSET("charset is not UTF-8", PostureVerdict.WARN),
    ELSEWHERE("not served under /.well-known/", PostureVerdict.FAIL),
    BYTE_ORDER_MARK("begins with a byte order mark", PostureVerdict.FAIL),
    NO_FIELD("line without a field", PostureVerdict.FAIL),
    NO_SPACE("no space after the colon of a field", PostureVerdict.FAIL),
    EMPTY_FIELD("field without a value", PostureVerdict.FAIL),
    NO_CONTACT("Contact missing", PostureVerdict.FAIL),
    ODD_CONTACT("Contact is not a mailto:, tel: or https: URI", PostureVerdict.FAIL),
    NO_EXPIRES("Expires missing", PostureVerdict.FAIL),
    SEVERAL_EXPIRES("Expires given more than once", PostureVerdict.FAIL),
    ODD_EXPIRES("Expires is not a date", PostureVerdict.FAIL),
    EXPIRED("expired", PostureVerdict.FAIL),
    EXPIRES_SOON("expires within 30 days", PostureVerdict.WARN),
    EXPIRES_LATE("expires in more than a year", PostureVerdict.WARN),
    SEVERAL_LANGUAGES("Preferred-Languages given more than once", PostureVerdict.FAIL),
    ODD_LANGUAGES("Preferred-Languages holds what is no language tag", PostureVerdict.FAIL),
    ODD_LINK("a link is not an https: URI", PostureVerdict.FAIL),
    OTHER_CANONICAL("no Canonical names this place", PostureVerdict.WARN);

    private final String words;
    private final PostureVerdict verdict;

    SecurityTxtIssue(String words, PostureVerdict verdict) {
        this.words = words;
        this.verdict = verdict;
    }

    public String words() {
        return words;
    }

    public PostureVerdict verdict() {
        return verdict;
    }
}
