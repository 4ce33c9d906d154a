package dev.tocsin.incidents.disclosure.auth;

import java.util.List;

/// What the names in the world say, as far as mail needs it. Answers within a few seconds and does not throw.
public interface MailDns {

    /// What may be asked for.
    enum Type {
        A,
        AAAA,
        /// Names of hosts, the preferred first.
        MX,
        /// Each record as one text, one character a byte.
        TXT,
        PTR
    }

    /// What came back.
    sealed interface Answer {

        record Found(List<String> values) implements Answer {
            public Found {
                values = List.copyOf(values);
            }
        }

        /// The name is not there, or has nothing of this type.
        record Nothing() implements Answer {}

        /// Nobody could be asked, or nobody answered in order.
        record Unsure(String reason) implements Answer {}
    }

    Answer ask(String name, Type type);
}
