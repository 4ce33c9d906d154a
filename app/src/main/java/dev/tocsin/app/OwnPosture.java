package dev.tocsin.app;

import dev.tocsin.config.Section;
import dev.tocsin.incidents.Alerting;
import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.Probe;
import dev.tocsin.monitor.posture.PostureMeasure;
import dev.tocsin.monitor.posture.PosturePolicy;
import dev.tocsin.monitor.posture.Profile;
import dev.tocsin.monitor.posture.name.WebUrl;
import dev.tocsin.monitor.settings.PostureProbeSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Our own public address as one more monitor: whoever looks at others is looked at himself. Empty where it is not
/// served over HTTPS, where nobody wants it, or where the operator looks at it by a monitor of his own.
record OwnPosture(Optional<Monitor> monitor) {

    /// How it is called wherever monitors are.
    static final String NAME = "tocsin posture";

    static OwnPosture read(Section root, URI url) {
        var wanted = PostureProbeSettings.own(root) && "https".equalsIgnoreCase(url.getScheme());
        return new OwnPosture(WebUrl.parse(url.toString())
                .filter(_ -> wanted)
                .map(own -> new Monitor(
                        NAME,
                        new Probe.Posture(
                                own,
                                Optional.empty(),
                                new PostureMeasure(
                                        PosturePolicy.of(Profile.BASIC),
                                        Set.of(),
                                        Optional.empty(),
                                        PostureProbeSettings.sources(root))),
                        PostureProbeSettings.USUAL_EVERY,
                        PostureProbeSettings.USUAL_TIMEOUT,
                        PostureProbeSettings.CONFIRMATION)));
    }

    /// The monitors of the settings, and this one after them.
    List<Monitor> beside(List<Monitor> others) {
        var all = new ArrayList<>(others);
        monitor.filter(own -> others.stream().noneMatch(other -> looksAtTheSame(other, own)))
                .ifPresent(all::add);
        return List.copyOf(all);
    }

    private static boolean looksAtTheSame(Monitor other, Monitor own) {
        return other.name().equals(own.name())
                || (other.probe() instanceof Probe.Posture theirs
                        && own.probe() instanceof Probe.Posture ours
                        && theirs.url().equals(ours.url()));
    }

    /// How every monitor alerts, this one as those that say nothing.
    Map<String, Alerting> beside(Map<String, Alerting> others, Alerting usual) {
        var all = new HashMap<>(others);
        monitor.ifPresent(own -> all.putIfAbsent(own.name(), usual));
        return Map.copyOf(all);
    }
}
