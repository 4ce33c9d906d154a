package dev.tocsin.monitor;

/// Who wants to know whether this node can see the world at all; the rooms above implement it. Called outside of any
/// transaction.
public interface SightListener {

    /// None of the references answers: what fails from here on says nothing of the targets.
    void lost(String why);

    /// A reference answers again.
    void regained();
}
