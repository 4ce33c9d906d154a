package dev.tocsin.incidents.oncall;

import java.util.List;

/// The answer to "who is on call?". There is always one, also where it is nobody.
public sealed interface Duty {

    /// These are, in the order in which the schedule names them.
    record Someone(List<OnCall> onCall) implements Duty {

        public Someone {
            onCall = List.copyOf(onCall);
            if (onCall.isEmpty()) {
                throw new IllegalArgumentException("someone is on call, name who");
            }
        }
    }

    /// Nobody is, and this is why.
    record Nobody(String because) implements Duty {}

    /// Everyone on call; empty when nobody is.
    default List<OnCall> onCall() {
        return switch (this) {
            case Someone someone -> someone.onCall();
            case Nobody _ -> List.of();
        };
    }

    /// The names of everyone on call; empty when nobody is.
    default List<String> responders() {
        return onCall().stream().map(OnCall::responder).toList();
    }
}
