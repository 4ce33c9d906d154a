package dev.tocsin.app.oncall;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.api.SentJson;
import dev.tocsin.app.edge.FieldFaults;
import dev.tocsin.config.EntryForm;
import dev.tocsin.incidents.oncall.OverrideSettings;
import dev.tocsin.incidents.oncall.OverrideSettings.Placed;
import dev.tocsin.incidents.rota.Rota;
import java.util.Map;
import java.util.function.Supplier;

/// Reads an override as an entry of `overrides:`, by the same readers.
public final class OverrideForm {
    private static final TypeReference<Map<String, Object>> PLAIN = new TypeReference<>() {};

    private final Supplier<EntryForm> form;
    private final Supplier<Rota.Ground> ground;

    public OverrideForm(Supplier<EntryForm> form, Supplier<Rota.Ground> ground) {
        this.form = form;
        this.ground = ground;
    }

    /// @throws FieldFaults naming every faulty field
    Placed read(ObjectNode sent, String by) {
        var known = ground.get();
        var reading = form.get().read(SentJson.MAPPER.convertValue(sent, PLAIN));
        var placed = OverrideSettings.read(reading.root(), known.schedules(), known.responders(), by);
        if (!reading.problems().isEmpty()) {
            throw new FieldFaults(reading.problems());
        }
        return placed.getFirst();
    }
}
