package dev.tocsin.config;

import java.util.List;
import java.util.Map;

/// What stands in a settings file, with the place of everything. There are no numbers and no booleans in it: a value is
/// the text that was written, and only its reader knows what it must be. So `no`, `08:00` and `+4915550100` stay as
/// they are.
sealed interface Value permits Text, Value.Items, Value.Keys, Value.Nothing {

    Place at();

    /// What a person would call it.
    String kind();

    /// A list.
    record Items(Place at, List<Value> items) implements Value {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /// A mapping, in the order of the file.
    record Keys(Place at, Map<String, Entry> entries) implements Value {
        @Override
        public String kind() {
            return "a mapping";
        }

        static Keys none(Place at) {
            return new Keys(at, Map.of());
        }

        /// `Nothing` when the key is absent.
        Value value(String key) {
            var entry = entries.get(key);
            return entry == null ? new Nothing(at) : entry.value();
        }

        /// The mapping under `key`; an empty one when there is none.
        Keys keys(String key) {
            return value(key) instanceof Keys keys ? keys : none(at);
        }
    }

    /// A key and what it holds; `at` is where the key stands.
    record Entry(Place at, Value value) {}

    /// A key with no value (`monitors:` alone on its line, `~`, `null`), or no key at all.
    record Nothing(Place at) implements Value {
        @Override
        public String kind() {
            return "nothing";
        }
    }
}
