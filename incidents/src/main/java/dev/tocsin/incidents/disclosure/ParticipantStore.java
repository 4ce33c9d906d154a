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

    void keepKeys(Handle handle, DisclosureId of, String address, PersonKeys keys) {
        handle.createUpdate("""
                        update disclosure_participant
                           set pgp_key = :pgp,
                               certificate = :certificate,
                               offered_pgp_key = case when offered_pgp_key = :pgp then '' else offered_pgp_key end,
                               offered_certificate = case when offered_certificate = :certificate then ''
                                                          else offered_certificate end
                         where disclosure_id = :of
                           and address = :address
                        """)
                .bind("of", of.value())
                .bind("address", address)
                .bind("pgp", keys.pgp())
                .bind("certificate", keys.certificate())
                .execute();
    }

    /// Puts them beside those that are kept; false when they wait there already.
    boolean offerKeys(Handle handle, DisclosureId of, String address, PersonKeys keys) {
        return handle.createUpdate("""
                                update disclosure_participant
                                   set offered_pgp_key = case when :pgp = '' then offered_pgp_key else :pgp end,
                                       offered_certificate = case when :certificate = '' then offered_certificate
                                                                  else :certificate end
                                 where disclosure_id = :of
                                   and address = :address
                                   and (:pgp not in ('', offered_pgp_key)
                                        or :certificate not in ('', offered_certificate))
                                """)
                        .bind("of", of.value())
                        .bind("address", address)
                        .bind("pgp", keys.pgp())
                        .bind("certificate", keys.certificate())
                        .execute()
                == 1;
    }

    /// Lets these, which were beside, wait no more, and remembers by which fingerprints they are known.
    void dismissKeys(Handle handle, DisclosureId of, String address, PersonKeys keys, List<String> fingerprints) {
        handle.createUpdate("""
                        update disclosure_participant
                           set offered_pgp_key = case when :pgp = '' then offered_pgp_key else '' end,
                               offered_certificate = case when :certificate = '' then offered_certificate else '' end,
                               dismissed_keys = dismissed_keys || cast(:fingerprints as text[])
                         where disclosure_id = :of
                           and address = :address
                        """)
                .bind("of", of.value())
                .bind("address", address)
                .bind("pgp", keys.pgp())
                .bind("certificate", keys.certificate())
                .bindArray("fingerprints", String.class, fingerprints)
                .execute();
    }

    /// Remembers that dismissed keys came again; false where that was known.
    boolean cameAgain(Handle handle, DisclosureId of, String address, List<String> fingerprints) {
        return handle.createUpdate("""
                                update disclosure_participant
                                   set dismissed_again = dismissed_again || cast(:fingerprints as text[])
                                 where disclosure_id = :of
                                   and address = :address
                                   and not dismissed_again @> cast(:fingerprints as text[])
                                """)
                        .bind("of", of.value())
                        .bind("address", address)
                        .bindArray("fingerprints", String.class, fingerprints)
                        .execute()
                == 1;
    }

    /// Keeps these, which were beside, and lets them wait no more.
    void acceptKeys(Handle handle, DisclosureId of, String address, PersonKeys keys) {
        handle.createUpdate("""
                        update disclosure_participant
                           set pgp_key = case when :pgp = '' then pgp_key else :pgp end,
                               certificate = case when :certificate = '' then certificate else :certificate end,
                               offered_pgp_key = case when :pgp = '' then offered_pgp_key else '' end,
                               offered_certificate = case when :certificate = '' then offered_certificate else '' end
                         where disclosure_id = :of
                           and address = :address
                        """)
                .bind("of", of.value())
                .bind("address", address)
                .bind("pgp", keys.pgp())
                .bind("certificate", keys.certificate())
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
                        new PersonKeys(row.getString("pgp_key"), row.getString("certificate")),
                        new PersonKeys(row.getString("offered_pgp_key"), row.getString("offered_certificate")),
                        List.of((String[]) row.getArray("dismissed_keys").getArray())))
                .list();
    }
}
