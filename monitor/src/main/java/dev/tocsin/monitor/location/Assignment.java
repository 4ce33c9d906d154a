package dev.tocsin.monitor.location;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.monitor.Location;
import dev.tocsin.monitor.Monitor;
import dev.tocsin.monitor.Probe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Everything that one location is to look at. `references` are what it doubts its own eyes by. `notUnderstood`
/// holds, by name, why a monitor cannot be looked at by this version.
public record Assignment(List<Assigned> monitors, List<Probe.Http> references, Map<String, String> notUnderstood) {

    /// Nothing to do.
    public static final Assignment NONE = new Assignment(List.of(), List.of(), Map.of());

    public Assignment {
        monitors = List.copyOf(monitors);
        references = List.copyOf(references);
        notUnderstood = Map.copyOf(notUnderstood);
    }

    /// As it travels: what is to be done, and the files that go along.
    static ObjectNode json(Location location, Collection<Monitor> all, List<Probe.Http> references) {
        var files = new PackedFiles();
        var json = JsonNodeFactory.instance.objectNode();
        var monitors = json.putArray("monitors");
        all.stream()
                .filter(monitor ->
                        monitor.vantage().holds(location) && monitor.probe().travels())
                .sorted(Comparator.comparing(Monitor::name))
                .map(monitor -> Assigned.of(monitor, location))
                .forEach(assigned -> monitors.add(PortableJson.tree(assigned, Assigned.class, files::pack)));
        var places = json.putArray("references");
        references.forEach(place -> places.add(PortableJson.tree(place, Probe.class, files::pack)));
        var contents = json.putObject("files");
        files.contents().forEach(contents::put);
        return json;
    }

    /// What tells one assignment from another.
    static String tag(ObjectNode json) {
        return PackedFiles.digest(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// Reads what [#json] wrote. A monitor of another version than ours is left out and named, and never looked at
    /// by half.
    ///
    /// @param unpack puts files where probes can read them: their contents by digest, and then the place of each
    public static Assignment read(JsonNode json, Function<Map<String, byte[]>, Function<Attachment, Path>> unpack)
            throws IOException {
        var contents = new LinkedHashMap<String, byte[]>();
        for (var file : json.path("files").properties()) {
            contents.put(file.getKey(), file.getValue().binaryValue());
        }
        var places = unpack.apply(contents);
        var monitors = new ArrayList<Assigned>();
        var strange = new LinkedHashMap<String, String>();
        for (var one : json.path("monitors")) {
            try {
                monitors.add(PortableJson.read(one, Assigned.class, places));
            } catch (IOException | RuntimeException other) {
                strange.put(one.path("monitor").path("name").asText(), PortableJson.complaint(other));
            }
        }
        var references = new ArrayList<Probe.Http>();
        for (var one : json.path("references")) {
            if (PortableJson.read(one, Probe.class, places) instanceof Probe.Http place) {
                references.add(place);
            }
        }
        return new Assignment(monitors, references, strange);
    }
}
