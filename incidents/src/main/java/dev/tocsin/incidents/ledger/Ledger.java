package dev.tocsin.incidents.ledger;

import dev.tocsin.db.Database;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Seals every line of every timeline (pages, deliveries, acknowledgements and all else) in one chain of SHA-256, a
/// moment after it was written: sealing in the same transaction would make all of them wait for each other.
public final class Ledger {
    /// Finds a row where [#sealDue] has something to do.
    public static final String UNSEALED = LedgerStore.UNSEALED;

    private static final int AT_ONCE = 500;
    private static final int SALT_BYTES = 16;

    private final Database database;
    private final SecureRandom random = new SecureRandom();
    private final LedgerStore store = new LedgerStore();

    public Ledger(Database database) {
        this.database = database;
    }

    /// Seals what is not sealed yet; one node does it, the others return at once.
    public void sealDue() {
        int sealed;
        do {
            sealed = database.transact(handle -> {
                if (!store.lock(handle)) {
                    return 0;
                }
                var before = store.last(handle);
                var position = before.map(Seal::position).orElse(0L);
                var hash = before.map(Seal::hash).orElse(Seal.GENESIS);
                var seals = new ArrayList<Seal>();
                var salts = new ArrayList<String>();
                for (var line : store.unsealed(handle, AT_ONCE)) {
                    var salt = salt();
                    var seal = Seal.of(++position, hash, line, salt);
                    hash = seal.hash();
                    seals.add(seal);
                    salts.add(salt);
                }
                store.append(handle, seals, salts);
                return seals.size();
            });
        } while (sealed == AT_ONCE);
    }

    /// Reads everything and computes it again.
    public LedgerState verify() {
        var before = Seal.GENESIS;
        var position = 0L;
        var erased = 0L;
        List<LedgerStore.Sealed> some;
        do {
            var from = position;
            some = database.transact(handle -> store.after(handle, from, AT_ONCE));
            for (var one : some) {
                position++;
                var fault = fault(one, position, before);
                if (fault.isPresent()) {
                    return new LedgerState.Broken(position, fault.get());
                }
                erased += one.salt().isEmpty() ? 1 : 0;
                before = one.seal().hash();
            }
        } while (some.size() == AT_ONCE);
        return new LedgerState.Whole(position, erased, before);
    }

    /// What is wrong with a link; empty when nothing is.
    private static Optional<String> fault(LedgerStore.Sealed one, long position, String before) {
        var seal = one.seal();
        if (seal.position() != position) {
            return Optional.of("the link is missing, the next is %d".formatted(seal.position()));
        }
        if (!seal.follows(before)) {
            return Optional.of("the link does not follow the one before it");
        }
        if (one.detail().isEmpty()) {
            return Optional.of("the %s line %d of incident %d is gone or was changed"
                    .formatted(seal.kind(), seal.event(), seal.incident()));
        }
        return one.salt().isEmpty()
                        || seal.digest()
                                .equals(Seal.digest(one.salt(), one.detail().get()))
                ? Optional.empty()
                : Optional.of("the detail of the %s line %d of incident %d was changed"
                        .formatted(seal.kind(), seal.event(), seal.incident()));
    }

    private String salt() {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return HexFormat.of().formatHex(salt);
    }
}
