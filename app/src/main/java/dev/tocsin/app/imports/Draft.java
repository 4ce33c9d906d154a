package dev.tocsin.app.imports;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A monitor of ours in the making: its settings, and remarks about what could not be taken over.
final class Draft {
    private final String name;
    private final ObjectNode settings = JsonNodeFactory.instance.objectNode();
    private final List<String> remarks = new ArrayList<>();
    private final Consumer<String> remarked;

    Draft(String name) {
        this.name = name;
        this.remarked = remarks::add;
    }

    /// Its remarks are made elsewhere: they are about what many have in common.
    Draft(String name, Consumer<String> remarked) {
        this.name = name;
        this.remarked = remarked;
    }

    String name() {
        return name;
    }

    /// What stands in the file below its name.
    ObjectNode settings() {
        return settings;
    }

    ObjectNode expect() {
        return settings.withObjectProperty("expect");
    }

    /// Notes something that has no counterpart.
    void remark(String text) {
        remarked.accept(text);
    }

    List<String> remarks() {
        return List.copyOf(remarks);
    }
}
