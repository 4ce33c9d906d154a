package dev.tocsin.incidents.contact;

import dev.tocsin.incidents.delivery.DeliveryListener;
import org.jdbi.v3.core.Handle;

/// Learns from providers that somebody wants no more messages: what they refuse for that reason is not tried again.
public final class StoppedContacts implements DeliveryListener {
    private final Contacts contacts;
    private final ContactStore store = new ContactStore();

    public StoppedContacts(Contacts contacts) {
        this.contacts = contacts;
    }

    @Override
    public void moved(Handle handle, Movement movement) {
        if (movement.stopped()) {
            store.recipient(handle, movement.id())
                    .ifPresent(address -> contacts.stop(
                            handle,
                            movement.medium(),
                            address,
                            "the provider says that its owner wants no more (%s)".formatted(movement.reason()),
                            movement.at()));
        }
    }
}
