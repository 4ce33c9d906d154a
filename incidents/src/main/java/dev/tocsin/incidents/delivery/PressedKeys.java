package dev.tocsin.incidents.delivery;

/// Takes the keys that people press in our calls.
public interface PressedKeys {

    /// The call that carries delivery `id` was answered by somebody who pressed `key`. Gives what is said back.
    String pressed(DeliveryId id, String key);
}
