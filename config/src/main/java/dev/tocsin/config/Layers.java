package dev.tocsin.config;

import dev.tocsin.config.Value.Entry;
import dev.tocsin.config.Value.Keys;
import dev.tocsin.config.Value.Nothing;
import java.util.LinkedHashMap;
import java.util.Map;

/// One mapping in three layers: the operator's `own`, the `defaults` that always stand, and what is `beneath` an
/// item of a list or an optional mapping once somebody wrote one. Mappings merge; a list or a text hides what is
/// under it.
record Layers(Keys own, Keys defaults, Keys beneath) {

    /// What the topmost layer says about `key`. A mapping that stands beneath only counts as absent.
    Value value(String key) {
        if (!(own.value(key) instanceof Nothing)) {
            return own.value(key);
        }
        if (!(defaults.value(key) instanceof Nothing)) {
            return defaults.value(key);
        }
        var last = beneath.value(key);
        return last instanceof Keys ? new Nothing(last.at()) : last;
    }

    /// The mapping under `key` in all layers.
    Layers under(String key) {
        return new Layers(own.keys(key), defaults.keys(key), beneath.keys(key));
    }

    /// The same, for one `item` of the list under `key`.
    Layers item(String key, Keys item) {
        return new Layers(item, Keys.none(item.at()), beneath.keys(key));
    }

    /// All entries of all layers.
    Map<String, Entry> entries() {
        var all = new LinkedHashMap<String, Entry>(beneath.entries());
        all.putAll(defaults.entries());
        all.putAll(own.entries());
        return all;
    }
}
