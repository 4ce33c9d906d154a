package dev.tocsin.monitor.posture.watch;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// What may be told to everybody of the posture of a target: its grade, and nothing of what was found.
public final class PostureGrades {

    /// The grade of one target.
    ///
    /// @param target the URL that is looked at
    /// @param cleanAt the last look that reached every address and found nothing worse than a remark
    public record Graded(String monitor, String target, String grade, Instant lookedAt, Optional<Instant> cleanAt) {}

    /// The certificates, as SHA-256, that the last look at each target was shown, by monitor.
    public Map<String, Set<String>> certificates(Handle handle) {
        return handle.createQuery("""
                        select name, sha256
                          from posture_certificate certificate
                          join posture_target target using (monitor_id)
                          join monitor on monitor.id = monitor_id
                         where retired_at is null
                           and last_seen_at >= written_at
                        """)
                .map((row, _) -> Map.entry(row.getString("name"), row.getString("sha256")))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
    }

    /// Of those of `monitors` that were looked at, by name.
    public List<Graded> of(Handle handle, Collection<String> monitors) {
        return handle.createQuery("""
                        select name, measure, grade, looked_at, clean_at
                          from posture_target
                          join monitor on monitor.id = monitor_id
                         where retired_at is null
                           and name = any (:names)
                         order by name
                        """)
                .bindArray("names", String.class, List.copyOf(monitors))
                .map((row, _) -> new Graded(
                        row.getString("name"),
                        PostureState.target(row.getString("measure")),
                        row.getString("grade"),
                        row.getObject("looked_at", OffsetDateTime.class).toInstant(),
                        Optional.ofNullable(row.getObject("clean_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)))
                .list();
    }
}
