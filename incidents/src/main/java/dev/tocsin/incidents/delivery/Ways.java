package dev.tocsin.incidents.delivery;

/// Whether messages leave the house at this moment. Who walks an escalation policy asks here, for a step whose
/// people can be reached by nothing that works is walked in vain.
public interface Ways {

    /// False while every provider for `medium` is failing. Does not block.
    boolean open(Medium medium);
}
