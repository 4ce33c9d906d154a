package dev.tocsin.monitor.heartbeat;

import java.time.Instant;

/// How a job stands.
sealed interface Condition {

    /// It has never called.
    record Waiting() implements Condition {}

    /// It has called for the first time, to say that it starts; nothing has ended yet.
    record FirstRun() implements Condition {}

    /// All is well since `since`.
    record Well(Instant since) implements Condition {}

    /// It has failed, since `since`; `why` is the last that went wrong.
    record Failing(Instant since, Event why) implements Condition {}

    /// We cannot tell, because we were away.
    record Unsure(Event why) implements Condition {}

    /// What becomes of it by `event`. Only a success ends a failure; what we did not hear changes nothing about
    /// one.
    default Condition after(Event event) {
        return switch (event) {
            case Event.Succeeded _ -> new Well(event.at());
            case Event.Failed _, Event.Overran _, Event.Late _ ->
                new Failing(this instanceof Failing failing ? failing.since() : event.at(), event);
            case Event.EndUnheard _, Event.CallUnheard _ -> this instanceof Failing ? this : new Unsure(event);
        };
    }
}
