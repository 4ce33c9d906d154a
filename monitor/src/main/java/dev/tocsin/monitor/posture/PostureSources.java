package dev.tocsin.monitor.posture;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// Who may be asked about a target besides itself. Nobody is, unless the operator says so.
///
/// @param fetchIssuers whether issuers' certificates that are not sent are fetched from where the certificate says
/// @param preloadList a file with Chromium's list of preloaded names
/// @param renewals the ACME directory of the authority that knows when it wants certificates renewed (RFC 9773)
/// @param preloadStatus the site that tells which names are preloaded, asked where there is no file
public record PostureSources(
        boolean fetchIssuers, Optional<Path> preloadList, Optional<URI> renewals, Optional<URI> preloadStatus) {

    public static final PostureSources NONE =
            new PostureSources(false, Optional.empty(), Optional.empty(), Optional.empty());
}
