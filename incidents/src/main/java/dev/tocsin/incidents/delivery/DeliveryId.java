package dev.tocsin.incidents.delivery;

/// The number of a delivery's row.
public record DeliveryId(long value) {}
