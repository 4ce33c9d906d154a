package dev.tocsin.monitor.posture.hsts;

/// What can be said about a Strict-Transport-Security field.
public enum HstsIssue {
    ABSENT("header missing"),
    SEVERAL_FIELDS("more than one header, only the first counts"),
    PLAIN_HTTP("sent over plain HTTP, ignored"),
    ADDRESS("host is an IP address, ignored"),
    UNTRUSTED("certificate is not trusted, ignored"),
    EMPTY_HEADER("empty header"),
    EMPTY_DIRECTIVE("empty directive"),
    SYNTAX("syntax error"),
    NO_MAX_AGE("max-age missing"),
    EMPTY_MAX_AGE("max-age has no value"),
    ODD_MAX_AGE("max-age is not a whole number"),
    TWO_MAX_AGES("duplicate directive max-age"),
    TWO_INCLUDE_SUB_DOMAINS("duplicate directive includeSubDomains"),
    VALUED_INCLUDE_SUB_DOMAINS("includeSubDomains must not have a value"),
    UNKNOWN_DIRECTIVE("unknown directive ignored"),
    TWO_PRELOADS("duplicate directive preload"),
    VALUED_PRELOAD("preload must not have a value"),
    LEADING_ZERO("leading zero in max-age"),
    QUOTED_MAX_AGE("quoted max-age is legal but the preload checker rejects it"),
    SPACED_EQUALS("spaces around the equals sign are legal but the preload checker rejects them"),
    ZERO("max-age zero switches HSTS off"),
    BELOW_ONE_YEAR("max-age below one year"),
    OVER_TEN_YEARS("max-age over ten years"),
    TOO_LARGE("max-age too large for the preload checker"),
    NO_INCLUDE_SUB_DOMAINS("includeSubDomains missing"),
    NO_PRELOAD("preload missing");

    private final String words;

    HstsIssue(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
