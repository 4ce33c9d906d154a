package dev.tocsin.monitor.location;

/// What an agent and a server say to each other.
public final class Protocol {

    /// Counts up with each change to the form of check-ins and posts. What a monitor or a look is made of may
    /// change without it: such a one is refused by itself.
    public static final int VERSION = 1;

    /// The scope that an agent's token needs.
    public static final String SCOPE = "agents";

    private Protocol() {}

    /// For whoever must mend it, when `theirs` is not our version.
    public static String mismatch(String who, int theirs) {
        return "this %s speaks version %d of what servers and agents say to each other, and the other side version %d:"
                        .formatted(who, VERSION, theirs)
                + " install the same version of Tocsin on both";
    }
}
