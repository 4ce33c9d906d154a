package dev.tocsin.statuspage;

import java.time.Instant;
import java.util.List;

/// Components that stand together under one heading. `status` is the worst of them.
public record ComponentGroup(
        PublicId id,
        String name,
        int position,
        ComponentStatus status,
        Instant createdAt,
        Instant changedAt,
        List<PublicId> components) {

    public ComponentGroup {
        components = List.copyOf(components);
    }

    ComponentGroup withoutData() {
        return new ComponentGroup(id, name, position, ComponentStatus.NO_DATA, createdAt, changedAt, components);
    }
}
