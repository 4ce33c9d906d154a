package dev.tocsin.monitor.probe;

import dev.tocsin.monitor.guard.Guard;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// How looks come to addresses: `names` finds them, `guard` says which may be dialled. There is no other way to one, so
/// that nothing is dialled unguarded, wherever a name, a redirect or a proxy leads.
public final class Reach {

    private final NameLookup names;
    private final Guard guard;

    public Reach(NameLookup names, Guard guard) {
        this.names = names;
        this.guard = guard;
    }

    /// The same names, guarded by `other`.
    Reach guardedBy(Guard other) {
        return new Reach(names, other);
    }

    /// The addresses that `host` stands for, itself perhaps an address. Blocks until `deadline` at most, where it is a
    /// name. When one of them may not be dialled none is: that nobody looked is no fault of the target, so it never
    /// counts against it.
    public NameLookup.Answer addresses(String host, Deadline deadline, Progress progress) {
        var literal = NameLookup.literal(host);
        if (literal.isPresent()) {
            return guarded(host, List.of(literal.get()));
        }
        progress.enter(Progress.Phase.RESOLVE);
        var answer = names.addresses(host, deadline, progress);
        progress.rest();
        return switch (answer) {
            case NameLookup.Answer.Found(var addresses) -> guarded(host, addresses);
            case NameLookup.Answer.Failed _ -> answer;
        };
    }

    /// What speaks against letting a proxy dial `host` for us. It looks up names by itself, so all we can do is to see
    /// what the name means here.
    @SuppressWarnings("ReferenceEquality") // there is one open guard
    Optional<Fault> refusalBehindProxy(String host, Deadline deadline, Progress progress) {
        if (guard == Guard.OPEN) {
            return Optional.empty();
        }
        return switch (addresses(host, deadline, progress)) {
            case NameLookup.Answer.Found _ -> Optional.empty();
            case NameLookup.Answer.Failed(Fault.Ours ours) -> Optional.of(ours);
            case NameLookup.Answer.Failed(Fault.Theirs(var text)) ->
                Optional.of(new Fault.Ours(text + " here, so nobody can tell where the proxy would lead"));
        };
    }

    private NameLookup.Answer guarded(String host, List<InetAddress> addresses) {
        return addresses.stream()
                .flatMap(address -> guard.refusal(host, address).stream())
                .findFirst()
                .<NameLookup.Answer>map(why -> new NameLookup.Answer.Failed(new Fault.Ours(why)))
                .orElseGet(() -> new NameLookup.Answer.Found(addresses));
    }
}
