package dev.tocsin.incidents.silence;

import dev.tocsin.incidents.Incident;
import dev.tocsin.incidents.Severity;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which incidents are meant: all that is given must hold. In `monitor` the sign `*` stands for anything. No severity
/// means all of them.
public record Matchers(
        Optional<String> monitor, Optional<String> key, Optional<String> policy, Set<Severity> severities) {

    public Matchers {
        severities = Set.copyOf(severities);
        if (monitor.isEmpty() && key.isEmpty() && policy.isEmpty()) {
            throw new IllegalArgumentException("a silence that names no monitor, key or policy would hide everything");
        }
    }

    public boolean match(Incident incident) {
        return monitor.map(glob -> incident.monitorName()
                                .filter(name -> fits(glob, name))
                                .isPresent())
                        .orElse(true)
                && key.map(incident.key()::equals).orElse(true)
                && policy.map(incident.policy()::equals).orElse(true)
                && (severities.isEmpty() || severities.contains(incident.severity()));
    }

    private static boolean fits(String glob, String name) {
        var pattern = Arrays.stream(glob.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(pattern, Pattern.DOTALL).matcher(name).matches();
    }
}
