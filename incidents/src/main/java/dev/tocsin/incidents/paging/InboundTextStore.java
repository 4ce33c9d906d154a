package dev.tocsin.incidents.paging;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// The rows of `inbound_text`.
final class InboundTextStore {

    void insert(Handle handle, Instant at, String sender, String body, String outcome) {
        handle.createUpdate("""
                        insert into inbound_text (at, sender, body, outcome)
                        values (:at, :sender, :body, :outcome)
                        """)
                .bind("at", at)
                .bind("sender", sender)
                .bind("body", body)
                .bind("outcome", outcome)
                .execute();
    }
}
