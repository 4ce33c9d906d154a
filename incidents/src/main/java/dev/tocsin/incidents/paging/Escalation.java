package dev.tocsin.incidents.paging;

import dev.tocsin.incidents.oncall.Duty;
import dev.tocsin.incidents.oncall.Responder;
import dev.tocsin.incidents.paging.EscalationStep.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides who is summoned when a step falls due. Pure.
final class Escalation {

    private Escalation() {}

    /// A responder to be paged, and why.
    record Called(Responder responder, String because) {}

    /// A stage that found nobody, and why.
    record Empty(EscalationPolicy.Stage stage, String because) {}

    /// The stage that pages somebody, those before it that found nobody, and how many steps are walked with it.
    record Decision(EscalationPolicy.Stage stage, List<Called> called, List<Empty> empty, int walked) {}

    /// Takes the step after `walked` others. A step that resolves to nobody passes on at once; the catch-all is the end
    /// of the walk. Should even that find nobody, everybody there is is called: no walk ends silent.
    static Decision decide(EscalationPolicy policy, int walked, PagingSettings settings, Instant at) {
        var empty = new ArrayList<Empty>();
        var step = walked;
        while (true) {
            var stage = policy.stage(step);
            var byName = new LinkedHashMap<String, Called>();
            var nobody = new ArrayList<String>();
            stage.targets().forEach(target -> call(byName, nobody, target, stage, settings, at));
            step++;
            if (!byName.isEmpty()) {
                return new Decision(stage, List.copyOf(byName.values()), List.copyOf(empty), step);
            }
            empty.add(new Empty(stage, nobody.isEmpty() ? "it names nobody" : String.join("; ", nobody)));
            if (stage.last()) {
                return new Decision(stage, everybody(settings), List.copyOf(empty), step);
            }
        }
    }

    private static List<Called> everybody(PagingSettings settings) {
        return settings.responders().values().stream()
                .filter(Responder::isReachable)
                .sorted(Comparator.comparing(Responder::name))
                .map(responder -> new Called(responder, "known to us, and nobody else was found"))
                .toList();
    }

    private static void call(
            Map<String, Called> byName,
            List<String> nobody,
            Target target,
            EscalationPolicy.Stage stage,
            PagingSettings settings,
            Instant at) {
        switch (target) {
            case Target.Person(var name) ->
                Optional.ofNullable(settings.responders().get(name))
                        .ifPresentOrElse(
                                person -> call(byName, nobody, person, "named in " + stage.name()),
                                () -> nobody.add("there is no responder " + name));
            case Target.Webhook(var name) -> {
                var program = Responder.webhook(name);
                byName.putIfAbsent(program.name(), new Called(program, "named in " + stage.name()));
            }
            case Target.Schedule(var name) ->
                Optional.ofNullable(settings.schedules().get(name))
                        .ifPresentOrElse(
                                schedule -> call(byName, nobody, schedule.at(at), settings),
                                () -> nobody.add("there is no schedule " + name));
        }
    }

    private static void call(Map<String, Called> byName, List<String> nobody, Duty duty, PagingSettings settings) {
        switch (duty) {
            case Duty.Nobody(var because) -> nobody.add(because);
            case Duty.Someone(var onCall) ->
                onCall.forEach(one -> Optional.ofNullable(settings.responders().get(one.responder()))
                        .ifPresentOrElse(
                                person -> call(byName, nobody, person, one.because()),
                                () -> nobody.add("there is no responder " + one.responder())));
        }
    }

    private static void call(Map<String, Called> byName, List<String> nobody, Responder person, String because) {
        if (person.isReachable()) {
            byName.putIfAbsent(person.name(), new Called(person, because));
        } else {
            nobody.add(person.name() + " has no contact that is verified and takes messages");
        }
    }
}
