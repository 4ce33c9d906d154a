package dev.tocsin.app.commands;

import dev.tocsin.monitor.posture.Finding;
import dev.tocsin.monitor.posture.Grade;
import dev.tocsin.monitor.posture.Letter;
import dev.tocsin.monitor.posture.PostureVerdict;
import dev.tocsin.monitor.posture.live.PostureSight;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// A look at the posture of a site as a person reads it in a terminal: the grade and why it is no better, then what is
/// wrong with its cure, the worst first, then what is worth knowing, and last what could not be looked at.
final class PostureText {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMM yyyy HH:mm 'UTC'", Locale.ENGLISH);
    private static final String NOT_SEEN = "not seen";
    private static final int LONGEST_EVIDENCE = 240;
    private static final int MOST_ADDRESSES = 8;
    private final Terminal terminal;
    private final boolean all;

    /// @param all whether what passed is shown as well
    PostureText(Terminal terminal, boolean all) {
        this.terminal = terminal;
        this.all = all;
    }

    String text(PostureSight sight) {
        var text = new StringBuilder();
        head(text, sight);
        var bad = of(sight, PostureVerdict.FAIL);
        bad.addAll(of(sight, PostureVerdict.WARN));
        bad.forEach(finding -> problem(text, finding));
        of(sight, PostureVerdict.INFO).forEach(finding -> line(text, finding));
        if (all) {
            of(sight, PostureVerdict.PASS).forEach(finding -> line(text, finding));
        }
        of(sight, PostureVerdict.UNTESTED).forEach(finding -> line(text, finding));
        foot(text, sight);
        return text.toString();
    }

    private static List<Finding> of(PostureSight sight, PostureVerdict verdict) {
        var found = new ArrayList<>(sight.findings().stream()
                .filter(finding -> finding.verdict() == verdict)
                .toList());
        found.sort(Comparator.comparing(Finding::severity).reversed());
        return found;
    }

    private void head(StringBuilder text, PostureSight sight) {
        var grade = sight.grade();
        text.append("%s  %s  %s%n"
                .formatted(
                        sight.blind()
                                ? terminal.faint("?")
                                : coloured(grade.letter(), grade.letter().sign()),
                        terminal.bold(sight.target()),
                        terminal.faint(MOMENT.format(sight.at().atOffset(ZoneOffset.UTC)))));
        text.append("transport %s, headers %s; %d of %d checks done: %s, %s%n"
                .formatted(
                        sight.blind() ? NOT_SEEN : sign(grade.transport().letter()),
                        sight.page().isEmpty() ? NOT_SEEN : sign(grade.headers().letter()),
                        grade.coverage().done(),
                        grade.coverage().of(),
                        counted(of(sight, PostureVerdict.FAIL).size(), "failure"),
                        counted(of(sight, PostureVerdict.WARN).size(), "warning")));
        sight.addresses().stream()
                .limit(MOST_ADDRESSES)
                .forEach(address -> text.append("  %s %s  %s%n"
                        .formatted(mark(address.connected()), address.address(), terminal.faint(cut(address.tls())))));
        ways(text, sight);
        text.append('\n');
    }

    /// With the meaning of the two letters that are no marks.
    private static String sign(Letter letter) {
        return switch (letter) {
            case NOT_TRUSTED -> letter.sign() + " (not trusted)";
            case WRONG_NAME -> letter.sign() + " (wrong name)";
            default -> letter.sign();
        };
    }

    private static String counted(int count, String word) {
        return count + " " + word + (count == 1 ? "" : "s");
    }

    /// Both ways hop by hop, and which page was judged where it is not the one that was asked for.
    private void ways(StringBuilder text, PostureSight sight) {
        for (var way : List.of("http", "https")) {
            var hops = sight.redirects().stream()
                    .filter(hop -> hop.way().equals(way))
                    .map(hop -> cut(hop.url()) + " " + (hop.status() == 0 ? "no answer" : hop.status()))
                    .toList();
            if (!hops.isEmpty()) {
                text.append("    %s%n".formatted(terminal.faint(String.join(terminal.blocks() ? " → " : " > ", hops))));
            }
        }
        if (!sight.page().isEmpty() && !sight.page().equals(sight.target())) {
            text.append("    %s%n".formatted(terminal.faint("cookies, headers and content of " + cut(sight.page()))));
        }
    }

    private String coloured(Letter letter, String sign) {
        if (letter.compareTo(Letter.A_MINUS) <= 0) {
            return terminal.green(sign);
        }
        return letter.compareTo(Letter.C_MINUS) <= 0 ? terminal.yellow(sign) : terminal.red(sign);
    }

    private void problem(StringBuilder text, Finding finding) {
        var fails = finding.verdict() == PostureVerdict.FAIL;
        var mark = fails
                ? terminal.red(terminal.blocks() ? "✗" : "FAIL")
                : terminal.yellow(terminal.blocks() ? "▲" : "warn");
        text.append("%s %s  %s%n"
                .formatted(
                        mark,
                        terminal.bold(cut(finding.summary())),
                        terminal.faint(
                                finding.check().id() + ", " + finding.severity().word())));
        if (!finding.evidence().isEmpty()) {
            text.append("    %s%n".formatted(cut(finding.evidence())));
        }
        text.append("    %s %s%n%n"
                .formatted(
                        finding.check().fix(),
                        terminal.faint("(" + finding.check().reference() + ")")));
    }

    private void line(StringBuilder text, Finding finding) {
        var mark = switch (finding.verdict()) {
            case PASS -> terminal.green(terminal.blocks() ? "✓" : "ok  ");
            case UNTESTED -> terminal.faint(terminal.blocks() ? "?" : "????");
            case INFO, WARN, FAIL -> terminal.faint(terminal.blocks() ? "·" : "info");
        };
        var seen =
                finding.verdict() == PostureVerdict.INFO && !finding.evidence().isEmpty()
                        ? terminal.faint(" (" + cut(finding.evidence()) + ")")
                        : "";
        text.append("%s %-24s %s%s%n".formatted(mark, finding.check().id(), cut(finding.summary()), seen));
    }

    private void foot(StringBuilder text, PostureSight sight) {
        var passed = of(sight, PostureVerdict.PASS).size();
        if (!all && passed > 0) {
            text.append("%s %d checks passed%s%n"
                    .formatted(
                            terminal.green(terminal.blocks() ? "✓" : "ok  "),
                            passed,
                            terminal.faint(", --all shows them")));
        }
        why(text, "transport", sight.grade().transport());
        why(text, "headers", sight.grade().headers());
    }

    /// Which findings make the score what it is.
    private void why(StringBuilder text, String name, Grade.Part part) {
        if (part.lines().isEmpty()) {
            return;
        }
        text.append('\n').append(terminal.faint(name + " " + part.letter().sign() + ", " + part.score() + " points:"));
        for (var line : part.lines()) {
            var weight = line.cap() == Letter.A_PLUS
                    ? "%+d".formatted(line.points())
                    : "at best " + line.cap().sign();
            text.append(terminal.faint(
                    "%n  %-10s %s".formatted(weight, line.finding().check().id())));
        }
        text.append('\n');
    }

    private String mark(boolean good) {
        return good ? terminal.green(terminal.blocks() ? "✓" : "ok  ") : terminal.red(terminal.blocks() ? "✗" : "FAIL");
    }

    /// What was seen is somebody else's text: no sign of it may move the cursor or turn the line around.
    private static String cut(String text) {
        var plain = text.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", "?");
        return plain.length() <= LONGEST_EVIDENCE ? plain : plain.substring(0, LONGEST_EVIDENCE) + "…";
    }
}
