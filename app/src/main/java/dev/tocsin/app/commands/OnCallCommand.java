package dev.tocsin.app.commands;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.oncall.DutyJson;
import dev.tocsin.incidents.oncall.Duty;
import dev.tocsin.incidents.oncall.OnCallSchedule;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "oncall",
        description = {
            "Says who is on call and why, at an instant or over a time, as the settings have it.",
            "",
            "Needs no running product. Overrides that were made over the API are not in the settings: ask the",
            "running product for those, at /api/v1/schedules/NAME/on-call.",
            "",
            "Instants are written 2026-12-24T08:00:00Z, or with another offset. Without one, now is meant."
        })
final class OnCallCommand implements Callable<Integer> {
    private static final Duration LONGEST = Duration.ofDays(3 * 366);
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9000-01-01T00:00:00Z");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm xxx", Locale.ENGLISH);

    private final House house;
    private final InstantSource clock;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The settings with the schedule.")
    private Path config = Path.of("");

    @Option(names = "--schedule", required = true, paramLabel = "NAME", description = "The schedule to ask.")
    private String schedule = "";

    @Option(names = "--at", paramLabel = "INSTANT", description = "Who is on call at this instant.")
    private @Nullable String at;

    @Option(names = "--from", paramLabel = "INSTANT", description = "Who is on call from this instant on, ...")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "INSTANT", description = "... to before this one.")
    private @Nullable String to;

    @Option(names = "--json", description = "Answer as JSON.")
    private boolean json;

    OnCallCommand(House house, InstantSource clock) {
        this.house = house;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        if ((from == null) != (to == null) || (at != null && from != null)) {
            throw misused("say --at INSTANT, or --from INSTANT and --to INSTANT");
        }
        var out = spec.commandLine().getOut();
        if (from != null && to != null) {
            var begin = instant("--from", from);
            var end = instant("--to", to);
            if (!begin.isBefore(end)) {
                throw misused("--to \"%s\" is not after --from \"%s\": write a later one".formatted(to, from));
            }
            if (Duration.between(begin, end).compareTo(LONGEST) > 0) {
                throw misused(
                        "--from \"%s\" to \"%s\" is over %d days: ask for less".formatted(from, to, LONGEST.toDays()));
            }
            over(out, house.schedule(config, schedule), begin, end);
        } else {
            at(out, house.schedule(config, schedule), at == null ? clock.instant() : instant("--at", at));
        }
        out.flush();
        return Exit.FINE;
    }

    private void at(PrintWriter out, OnCallSchedule known, Instant asked) {
        var duty = known.at(asked);
        if (json) {
            out.println(DutyJson.at(known.name(), asked, duty));
        } else {
            print(out, "", duty);
        }
    }

    private void over(PrintWriter out, OnCallSchedule known, Instant begin, Instant end) {
        var shifts = known.shifts(begin, end);
        if (json) {
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            answer.put("schedule", known.name());
            answer.put("from", begin.toString());
            answer.put("to", end.toString());
            answer.set("shifts", DutyJson.shifts(shifts));
            out.println(answer);
            return;
        }
        for (var shift : shifts) {
            var time = "%s  %s  "
                    .formatted(
                            TIME.format(shift.start().atZone(known.zone())),
                            TIME.format(shift.end().atZone(known.zone())));
            print(out, time, shift.duty());
        }
    }

    private static void print(PrintWriter out, String before, Duty duty) {
        switch (duty) {
            case Duty.Nobody nobody -> out.println(before + "nobody: " + nobody.because());
            case Duty.Someone someone ->
                someone.onCall().forEach(one -> out.println(before + one.responder() + ": " + one.because()));
        }
    }

    private Instant instant(String option, String text) {
        try {
            var instant = OffsetDateTime.parse(text.strip()).toInstant();
            if (!instant.isBefore(EARLIEST) && instant.isBefore(LATEST)) {
                return instant;
            }
        } catch (DateTimeException _) {
            // Told below.
        }
        throw misused("%s \"%s\" is no instant, write one such as 2026-12-24T08:00:00Z".formatted(option, text));
    }

    private ParameterException misused(String words) {
        return new ParameterException(spec.commandLine(), words);
    }
}
