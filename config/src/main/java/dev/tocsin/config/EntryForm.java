package dev.tocsin.config;

import dev.tocsin.config.Value.Entry;
import dev.tocsin.config.Value.Items;
import dev.tocsin.config.Value.Keys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The form of one entry of a list of the settings that comes from elsewhere than a file, such as a monitor that was
/// made over the API. It is read by the same readers and has the same defaults, so that there is one grammar. What a
/// file may do beyond saying values (`${…}`, naming other files) is refused.
public final class EntryForm {

    private final Layers ground;
    private final String list;
    private final List<String> beside;

    EntryForm(Layers ground, String list, List<String> beside) {
        this.ground = ground;
        this.list = list;
        this.beside = beside;
    }

    /// Reads what a parser of JSON made of an object: maps, lists, texts, numbers, booleans and nulls.
    public EntryReading read(Map<String, ?> content) {
        var reading = new Reading();
        var values = new PlainValues(reading);
        var entry = values.keys(Place.ofEntry(), content);
        var own = new LinkedHashMap<String, Entry>();
        for (var key : beside) {
            var stands = ground.own().entries().get(key);
            if (stands != null) {
                own.put(key, stands);
            }
        }
        own.put(list, new Entry(entry.at(), new Items(entry.at(), List.of(entry))));
        var layers = new Layers(new Keys(entry.at(), own), ground.defaults(), ground.beneath());
        return new EntryReading(reading, Section.root(reading, layers), entry, content, values.refused());
    }
}
