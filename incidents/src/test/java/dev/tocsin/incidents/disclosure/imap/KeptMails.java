package dev.tocsin.incidents.disclosure.imap;

import dev.tocsin.incidents.mailroom.RawMail;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jdbi.v3.core.Handle;

/// Remembers the subjects of what it was given to keep.
class KeptMails implements Keeper {
    final List<String> subjects = new CopyOnWriteArrayList<>();
    final Set<Long> uids = new CopyOnWriteArraySet<>();

    @Override
    public void keep(Handle handle, RawMail raw, Instant at, Place place) {
        subjects.add(new String(raw.bytes(), StandardCharsets.ISO_8859_1).replaceAll("(?s).*Subject: (\\S+).*", "$1"));
        uids.add(place.uid());
    }

    @Override
    public Set<Long> kept(Handle handle, String mailbox, long uidValidity) {
        return Set.copyOf(new ArrayList<>(uids));
    }
}
