/// Opens what was sealed, PGP and S/MIME, with Bouncy Castle. Nothing here throws for what came from outside.
@NullMarked
package dev.tocsin.incidents.disclosure.crypto;

import org.jspecify.annotations.NullMarked;
