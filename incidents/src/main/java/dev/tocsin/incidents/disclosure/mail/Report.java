package dev.tocsin.incidents.disclosure.mail;

import java.util.Optional;

/// What a machine says of a mail that was sent before: RFC 3464 (delivery), RFC 8098 (read), RFC 5965 (complaint), or
/// the words of one that knows none of these.
///
/// @param action as the report has it; empty when it has none
/// @param status by RFC 3463, such as `5.1.1`
/// @param recipient of the mail it is about
/// @param originalMessageId without the angle brackets, from the copy it came with
public record Report(
        Kind kind,
        Optional<String> action,
        Optional<String> status,
        Optional<String> recipient,
        Optional<String> originalMessageId) {

    /// What became of that mail.
    public enum Kind {
        /// It will not arrive.
        FAILED,
        /// It is still being tried: nobody is unreachable yet.
        DELAYED,
        /// It arrived, or went where nothing more will be told.
        DELIVERED,
        READ,
        /// Somebody called it spam.
        COMPLAINT;

        public String word() {
            return switch (this) {
                case FAILED -> "failed";
                case DELAYED -> "delayed";
                case DELIVERED -> "delivered";
                case READ -> "read";
                case COMPLAINT -> "complaint";
            };
        }
    }

    /// Whether the mail did not arrive, or has not yet.
    public boolean isBounce() {
        return kind == Kind.FAILED || kind == Kind.DELAYED;
    }
}
