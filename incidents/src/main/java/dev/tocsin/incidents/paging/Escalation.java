package dev.tocsin.incidents.paging;

import dev.tocsin.incidents.oncall.Responder;
import dev.tocsin.incidents.paging.EscalationStep.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Decides who is summoned when a step falls due. Pure.
final class Escalation {

    private Escalation() {}

    /// A responder to be paged, and why.
    record Called(Responder responder, String because) {}

    /// The stage that pages somebody, those before it that found nobody, and how many steps are walked with it.
    record Decision(
            EscalationPolicy.Stage stage, List<Called> called, List<EscalationPolicy.Stage> empty, int walked) {}

    /// Takes the step after `walked` others. A step that resolves to nobody passes on at once; the catch-all is the end
    /// of the walk. Should even that find nobody, everybody there is is called: no walk ends silent.
    static Decision decide(EscalationPolicy policy, int walked, PagingSettings settings, Instant at) {
        var empty = new ArrayList<EscalationPolicy.Stage>();
        var step = walked;
        while (true) {
            var stage = policy.stage(step);
            var called = called(stage, settings, at);
            step++;
            if (!called.isEmpty()) {
                return new Decision(stage, called, List.copyOf(empty), step);
            }
            if (stage.last()) {
                return new Decision(stage, everybody(settings), List.copyOf(empty), step);
            }
            empty.add(stage);
        }
    }

    private static List<Called> everybody(PagingSettings settings) {
        return settings.responders().values().stream()
                .sorted(Comparator.comparing(Responder::name))
                .map(responder -> new Called(responder, "known to us, and nobody else was found"))
                .toList();
    }

    private static List<Called> called(EscalationPolicy.Stage stage, PagingSettings settings, Instant at) {
        var byName = new LinkedHashMap<String, Called>();
        for (var target : stage.targets()) {
            switch (target) {
                case Target.Person person -> call(byName, settings, person.name(), "named in " + stage.name());
                case Target.Webhook hook -> {
                    var program = Responder.webhook(hook.name());
                    byName.putIfAbsent(program.name(), new Called(program, "named in " + stage.name()));
                }
                case Target.Schedule schedule -> {
                    var onCall = settings.schedules().get(schedule.name());
                    if (onCall != null) {
                        onCall.at(at).onCall().forEach(one -> call(byName, settings, one.responder(), one.because()));
                    }
                }
            }
        }
        return List.copyOf(byName.values());
    }

    private static void call(Map<String, Called> byName, PagingSettings settings, String name, String because) {
        var responder = settings.responders().get(name);
        if (responder != null) {
            byName.putIfAbsent(name, new Called(responder, because));
        }
    }
}
