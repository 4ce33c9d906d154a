package dev.tocsin.monitor.probe.dns;

import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.probe.Assessment;
import dev.tocsin.monitor.probe.Wording;
import java.util.List;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/// Holds an answer against what is expected of it. Pure.
final class AnswerAssessment {

    /// Serials are numbers on a circle of this size (RFC 1982).
    private static final long CIRCLE = 1L << 32;

    private final Probe.Dns probe;
    private final String server;
    private final Message answer;
    private final Assessment assessment = new Assessment();

    private AnswerAssessment(Probe.Dns probe, String server, Message answer) {
        this.probe = probe;
        this.server = server;
        this.answer = answer;
    }

    /// @param server as it is named in sentences
    static Assessment of(Probe.Dns probe, String server, Message answer, int type) {
        var judge = new AnswerAssessment(probe, server, answer);
        if (judge.rcode() && answer.getRcode() == Rcode.NOERROR) {
            judge.values(AnswerReading.values(answer, type), type);
            judge.serial();
            judge.authoritative();
        }
        return judge.assessment;
    }

    private boolean rcode() {
        var rcode = Rcode.string(answer.getRcode());
        var expected = String.join(", ", probe.expect().rcodes());
        var passed = probe.expect().rcodes().contains(rcode);
        assessment.expect("rcode", passed, expected, rcode, words(rcode) + ", expected " + expected);
        return passed;
    }

    private String words(String rcode) {
        var name = probe.name();
        return switch (answer.getRcode()) {
            case Rcode.NOERROR -> server + " answers for " + name + " (NOERROR)";
            case Rcode.NXDOMAIN -> "name " + name + " does not exist, says " + server + " (NXDOMAIN)";
            case Rcode.SERVFAIL ->
                server + " could not find an answer for " + name
                        + " (SERVFAIL): its zone is broken or cannot be reached";
            case Rcode.REFUSED -> server + " refuses to answer for " + name + " (REFUSED)";
            default -> server + " answered " + rcode + " for " + name;
        };
    }

    private void values(List<String> values, int type) {
        var expected = probe.expect().values().stream()
                .map(value -> AnswerReading.comparable(value, type))
                .toList();
        var actual = values.isEmpty() ? "no " + probe.type() + " record" : String.join(", ", values);
        if (expected.isEmpty() || values.isEmpty()) {
            assessment.expect("records", !values.isEmpty(), "at least one " + probe.type(), actual, missing());
        }
        if (values.isEmpty()) {
            return;
        }
        for (var value : expected) {
            assessment.expect(
                    "value",
                    values.contains(value),
                    value,
                    actual,
                    "answer lacks " + Wording.quoted(value) + ", it has " + Wording.cut(actual));
        }
        if (probe.expect().only()) {
            var others =
                    values.stream().filter(value -> !expected.contains(value)).toList();
            var shown = String.join(", ", others);
            assessment.expect(
                    "only",
                    others.isEmpty(),
                    "nothing but " + String.join(", ", expected),
                    others.isEmpty() ? "nothing else" : shown,
                    "answer has what is not expected: " + Wording.cut(shown));
        }
    }

    private String missing() {
        var type = probe.type();
        var referral = AnswerReading.referral(answer);
        if (!referral.isEmpty()) {
            return server + " does not serve " + probe.name() + ", it only refers to "
                    + Wording.cut(String.join(", ", referral));
        }
        return AnswerReading.alias(answer)
                .map(alias -> probe.name() + " is an alias of " + alias + ", which has no " + type + " record")
                .orElse(probe.name() + " has no " + type + " record, says " + server);
    }

    private void serial() {
        probe.expect().serial().ifPresent(least -> {
            var serial = AnswerReading.serial(answer);
            var shown = serial.map(String::valueOf).orElse("no serial");
            assessment.expect(
                    "serial",
                    serial.filter(actual -> reached(actual, least)).isPresent(),
                    least + " or later",
                    shown,
                    serial.isEmpty()
                            ? "answer has no serial, expected " + least + " or later"
                            : "zone is at serial " + shown + ", expected " + least + " or later");
        });
    }

    private static boolean reached(long actual, long least) {
        return Math.floorMod(actual - least, CIRCLE) < CIRCLE / 2;
    }

    private void authoritative() {
        if (probe.expect().authoritative()) {
            var flag = answer.getHeader().getFlag(Flags.AA);
            assessment.expect(
                    "authoritative",
                    flag,
                    "an authoritative answer",
                    flag ? "authoritative" : "not authoritative",
                    server + " answers, but not as an authority for " + probe.name());
        }
    }
}
