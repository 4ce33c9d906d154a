/// Takes mail out of a mailbox by IMAP, with Angus Mail. The library only carries: it parses nothing.
@NullMarked
package dev.tocsin.incidents.disclosure.imap;

import org.jspecify.annotations.NullMarked;
