/// Asks the world's name servers for what mail needs, with dnsjava.
@NullMarked
package dev.tocsin.incidents.disclosure.dns;

import org.jspecify.annotations.NullMarked;
