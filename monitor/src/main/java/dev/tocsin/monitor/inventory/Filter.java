package dev.tocsin.monitor.inventory;

import dev.tocsin.monitor.Owner;
import dev.tocsin.monitor.Verdict;
import java.util.Optional;

/// Which monitors are meant; `part` stands somewhere in the name, in whatever case, and may be empty.
public record Filter(Optional<Verdict> verdict, Optional<Owner> owner, String part) {

    public static final Filter ALL = new Filter(Optional.empty(), Optional.empty(), "");
}
