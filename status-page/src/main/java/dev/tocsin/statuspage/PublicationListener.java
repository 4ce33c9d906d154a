package dev.tocsin.statuspage;

import org.jdbi.v3.core.Handle;

/// Who wants to know what customers are told. Called inside the transaction that publishes it; writes rows only.
@FunctionalInterface
public interface PublicationListener {
    void published(Handle handle, Publication publication);
}
