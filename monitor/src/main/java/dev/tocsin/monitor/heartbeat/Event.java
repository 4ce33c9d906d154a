package dev.tocsin.monitor.heartbeat;

import dev.tocsin.monitor.rhythm.Due;
import java.time.Instant;

/// What happened to a job, or did not happen in time.
sealed interface Event {

    Instant at();

    /// It said that it went well.
    record Succeeded(Call call) implements Event {
        @Override
        public Instant at() {
            return call.at();
        }
    }

    /// It said that it failed.
    record Failed(Call call) implements Event {
        @Override
        public Instant at() {
            return call.at();
        }
    }

    /// It began a run and did not tell of its end in time.
    record Overran(Instant began, Instant at) implements Event {}

    /// It did not call in time; `heard` is when it called last.
    record Late(Instant heard, Due due, Instant at) implements Event {}

    /// As [Overran], but the end may have been told while we were away.
    record EndUnheard(Instant began, Absences.Away away, Instant at) implements Event {}

    /// As [Late], but it may have called while we were away.
    record CallUnheard(Instant heard, Due due, Absences.Away away, Instant at) implements Event {}
}
