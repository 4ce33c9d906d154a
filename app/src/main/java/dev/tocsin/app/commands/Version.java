package dev.tocsin.app.commands;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/// The version as the jar's manifest says it.
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        var version =
                Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "from its sources");
        return new String[] {"Tocsin " + version + ", Java " + Runtime.version()};
    }
}
