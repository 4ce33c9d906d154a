package dev.tocsin.incidents.disclosure;

import java.util.List;
import org.jdbi.v3.core.Handle;

/// The rows of `disclosure_participant`.
final class ParticipantStore {

    /// Adds somebody, and answers whether he is new; one who is there keeps his standing.
    boolean join(Handle handle, DisclosureId of, Participant participant) {
        return handle.createUpdate("""
                                insert into disclosure_participant (disclosure_id, address, name, authenticity, approved)
                                values (:of, :address, :name, :authenticity, :approved)
                                on conflict do nothing
                                """)
                        .bind("of", of.value())
                        .bind("address", participant.address())
                        .bind("name", Text.kept(participant.name()))
                        .bind("authenticity", participant.authenticity())
                        .bind("approved", participant.approved())
                        .execute()
                == 1;
    }

    boolean approve(Handle handle, DisclosureId of, String address) {
        return handle.createUpdate("""
                                update disclosure_participant
                                   set approved = true
                                 where disclosure_id = :of
                                   and address = :address
                                   and not approved
                                """)
                        .bind("of", of.value())
                        .bind("address", address)
                        .execute()
                == 1;
    }

    void keepKey(Handle handle, DisclosureId of, String address, String key) {
        handle.createUpdate("""
                        update disclosure_participant
                           set pgp_key = :key
                         where disclosure_id = :of
                           and address = :address
                        """)
                .bind("of", of.value())
                .bind("address", address)
                .bind("key", key)
                .execute();
    }

    void keepCertificate(Handle handle, DisclosureId of, String address, String certificate) {
        handle.createUpdate("""
                        update disclosure_participant
                           set certificate = :certificate
                         where disclosure_id = :of
                           and address = :address
                        """)
                .bind("of", of.value())
                .bind("address", address)
                .bind("certificate", certificate)
                .execute();
    }

    /// The PGP keys that came from this address, in whatever case, the newest cases first.
    List<String> keysOf(Handle handle, String address) {
        return handle.createQuery("""
                        select pgp_key
                          from disclosure_participant
                         where address = :address
                           and pgp_key <> ''
                         order by disclosure_id desc
                         limit 5
                        """)
                .bind("address", address)
                .mapTo(String.class)
                .list();
    }

    List<Participant> of(Handle handle, DisclosureId of) {
        return handle.createQuery("select * from disclosure_participant where disclosure_id = :of order by address")
                .bind("of", of.value())
                .map((row, _) -> new Participant(
                        row.getString("address"),
                        row.getString("name"),
                        row.getString("authenticity"),
                        row.getBoolean("approved"),
                        row.getString("pgp_key"),
                        row.getString("certificate")))
                .list();
    }
}
