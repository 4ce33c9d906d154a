package dev.tocsin.monitor;

/// One step of what is said over a connection.
public sealed interface DialogueStep {

    /// Says `text`, as it stands, in UTF-8.
    record Send(String text) implements DialogueStep {

        /// It may hold a password.
        @Override
        public String toString() {
            return "Send[" + text.length() + " characters]";
        }
    }

    /// Reads until `regex` is found in what came since the step before.
    record Expect(Regex regex) implements DialogueStep {}
}
