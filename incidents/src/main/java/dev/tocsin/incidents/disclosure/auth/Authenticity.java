package dev.tocsin.incidents.disclosure.auth;

/// Whether a mail is from whom it says. The four results are words of RFC 8601, or `untested` where nobody looked.
public record Authenticity(State state, String spf, String dkim, String dmarc, String arc) {
    public static final String UNTESTED = "untested";
    private static final String TEMPERROR = "temperror";
    public static final Authenticity UNKNOWN =
            new Authenticity(State.UNAUTHENTICATED, UNTESTED, UNTESTED, UNTESTED, UNTESTED);

    /// The time in which to ask was over before all was answered.
    public static final Authenticity UNANSWERED =
            new Authenticity(State.UNAUTHENTICATED, UNTESTED, UNTESTED, TEMPERROR, UNTESTED);

    /// What stands beside the sender.
    public enum State {
        /// The domain in From says it is its mail: aligned SPF or DKIM passes.
        AUTHENTICATED,
        /// Some domain does, but not the one in From.
        PARTLY,
        /// Nobody says anything.
        UNAUTHENTICATED,
        /// The domain in From says that this is none of its mails.
        FAILED;

        public String word() {
            return switch (this) {
                case AUTHENTICATED -> "authenticated";
                case PARTLY -> "partly";
                case UNAUTHENTICATED -> "unauthenticated";
                case FAILED -> "failed";
            };
        }
    }

    /// Whether the domain in From could not be asked, so that nothing speaks for or against it.
    public boolean isUnsure() {
        return dmarc.equals(TEMPERROR);
    }

    /// What the four results come to.
    static Authenticity of(String spf, String dkim, String dmarc, String arc) {
        var state = switch (dmarc) {
            case "pass" -> State.AUTHENTICATED;
            case "fail" -> State.FAILED;
            default -> spf.equals("pass") || dkim.equals("pass") ? State.PARTLY : State.UNAUTHENTICATED;
        };
        return new Authenticity(state, spf, dkim, dmarc, arc);
    }
}
