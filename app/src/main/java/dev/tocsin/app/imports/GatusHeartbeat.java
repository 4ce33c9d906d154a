package dev.tocsin.app.imports;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// Makes a heartbeat of an external endpoint of Gatus, which waits to be told, too.
final class GatusHeartbeat {
    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Duration LONGEST_RUN = Duration.ofDays(31);

    /// There the interval is all the time a job has, so what we add is next to nothing.
    private static final String GRACE = "1s";

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~-]{16,128}|\\$\\{[^}]*}");

    private GatusHeartbeat() {}

    /// False where nothing is expected of it.
    static boolean read(ForeignMapping endpoint, Draft draft) {
        var interval = endpoint.mapping("heartbeat").flatMap(heartbeat -> heartbeat.text("interval"));
        var expected = interval.flatMap(ForeignDurations::parse).filter(Duration::isPositive);
        if (expected.isEmpty()) {
            return false;
        }
        var period = new Draft(draft.name(), draft::remark);
        ForeignDurations.put(period, "every", interval.get(), SHORTEST, LONGEST);
        var heartbeat = draft.settings().putObject("heartbeat");
        heartbeat.setAll(period.settings());
        heartbeat.put("grace", GRACE).put("maxRun", ForeignDurations.ours(longestRun(expected.get())));
        draft.remark("its address, the job calls another one here: tocsin heartbeat list");
        endpoint.text("token").ifPresent(token -> {
            if (TOKEN.matcher(token).matches()) {
                heartbeat.put("token", token);
            } else {
                draft.remark("its token, which is too short here or no part of an address");
            }
        });
        return true;
    }

    /// There nothing is told of runs. Should it be here, they need more than the grace.
    private static Duration longestRun(Duration interval) {
        return List.of(SHORTEST, interval, LONGEST_RUN).stream()
                .sorted()
                .toList()
                .get(1);
    }
}
