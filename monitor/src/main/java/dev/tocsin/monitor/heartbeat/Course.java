package dev.tocsin.monitor.heartbeat;

import dev.tocsin.monitor.Probe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a job's calls, and their absence, come to at one instant: its `condition`, what is expected `next` (empty
/// before the first call), and when time alone will change it (`turnsAt`, empty when never).
///
/// The last thing that happened decides. Lateness is measured from the last call, whatever it said; while a run is
/// under way nothing is late but that run itself.
record Course(Condition condition, List<Run> runs, Optional<Expectation> next, Optional<Instant> turnsAt) {

    static Course of(Probe.Heartbeat job, History history, Absences absences, Instant now) {
        var calls = history.calls();
        if (calls.isEmpty()) {
            return new Course(new Condition.Waiting(), List.of(), Optional.empty(), Optional.empty());
        }
        var reading = new Reading(job, history, absences, now, Runs.of(calls));
        var next = reading.expectation(calls.getLast());
        return new Course(reading.condition(), reading.runs(), Optional.of(next), reading.turnsAt(next));
    }

    /// The run that has been under way for the longest, if there is one.
    Optional<Instant> runningSince(Probe.Heartbeat job, Instant now) {
        return runs.stream()
                .filter(run -> run.underWay(now, job.maxRun()))
                .flatMap(run -> run.began().stream())
                .min(Comparator.naturalOrder());
    }

    private record Reading(Probe.Heartbeat job, History history, Absences absences, Instant now, List<Run> runs) {

        private Condition condition() {
            Condition condition = new Condition.FirstRun();
            for (var event : events()) {
                condition = condition.after(event);
            }
            return condition;
        }

        /// In the order in which they happened. What lies before the last success is of no account.
        private List<Event> events() {
            var events = new ArrayList<Event>();
            var calls = history.calls();
            var first = lastSuccess(calls);
            for (var i = first; i < calls.size(); i++) {
                said(calls.get(i)).ifPresent(events::add);
                unsaid(calls.get(i), i + 1 < calls.size() ? Optional.of(calls.get(i + 1)) : Optional.empty(), events);
            }
            runs.forEach(run -> overrun(run)
                    .filter(event -> event.at().isAfter(calls.get(first).at()))
                    .ifPresent(events::add));
            events.sort(Comparator.comparing(Event::at));
            return events;
        }

        private static int lastSuccess(List<Call> calls) {
            for (var i = calls.size() - 1; i > 0; i--) {
                if (calls.get(i).signal().kind() == Signal.Kind.SUCCESS) {
                    return i;
                }
            }
            return 0;
        }

        private static Optional<Event> said(Call call) {
            return switch (call.signal().kind()) {
                case START -> Optional.empty();
                case SUCCESS -> Optional.of(new Event.Succeeded(call));
                case FAIL -> Optional.of(new Event.Failed(call));
            };
        }

        private void unsaid(Call last, Optional<Call> next, List<Event> events) {
            var expected = expectation(last);
            expected.doubt()
                    .filter(doubt -> passed(doubt.at(), next))
                    .ifPresent(doubt ->
                            events.add(new Event.CallUnheard(last.at(), doubt.due(), doubt.away(), doubt.at())));
            if (passed(expected.lateAt(), next)) {
                events.add(new Event.Late(last.at(), expected.due(), expected.lateAt()));
            }
        }

        /// Whether `instant` came before the next call, while no run was under way.
        private boolean passed(Instant instant, Optional<Call> next) {
            var over = next.map(call -> call.at().isAfter(instant)).orElseGet(() -> !now.isBefore(instant));
            return over && runs.stream().noneMatch(run -> run.underWay(instant, job.maxRun()));
        }

        private Optional<Event> overrun(Run run) {
            return run.limit(job.maxRun())
                    .filter(limit -> !now.isBefore(limit) && run.lastsBeyond(limit))
                    .map(limit -> {
                        var began = run.began().orElseThrow();
                        return absences.last(began, limit)
                                .<Event>map(away -> new Event.EndUnheard(began, away, limit))
                                .orElseGet(() -> new Event.Overran(began, limit));
                    });
        }

        /// A rhythm that has been changed since counts from the change.
        private Expectation expectation(Call last) {
            var from = history.rhythmSince().isAfter(last.at()) ? history.rhythmSince() : last.at();
            return beyondUnheardEnds(Expectation.after(from, job, absences));
        }

        /// A run excuses that no call comes. One whose end we may have missed does so until it should have ended, and
        /// not for ever: from then on the next call is expected.
        private Expectation beyondUnheardEnds(Expectation expected) {
            return runs.stream()
                    .filter(run -> run.ended().isEmpty() && run.underWay(expected.lateAt(), job.maxRun()))
                    .flatMap(run -> run.limit(job.maxRun()).stream()
                            .filter(limit -> absences.last(run.began().orElseThrow(), limit)
                                    .isPresent()))
                    .max(Comparator.naturalOrder())
                    .map(limit -> {
                        var later = beyondUnheardEnds(Expectation.after(limit, job, absences));
                        return new Expectation(
                                later.due(), later.lateAt(), expected.doubt().or(later::doubt));
                    })
                    .orElse(expected);
        }

        private Optional<Instant> turnsAt(Expectation next) {
            var ends = runs.stream()
                    .filter(run -> run.ended().isEmpty() && run.replacedAt().isEmpty())
                    .flatMap(run -> run.limit(job.maxRun()).stream());
            var deadlines = Stream.concat(Stream.of(next.lateAt()), next.doubt().map(Expectation.Doubt::at).stream());
            return Stream.concat(ends, deadlines)
                    .filter(instant -> instant.isAfter(now))
                    .min(Comparator.naturalOrder());
        }
    }
}
