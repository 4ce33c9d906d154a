/// What other systems tell us of: their own forms are read here, and become incidents.
@NullMarked
package dev.tocsin.incidents.inbound;

import org.jspecify.annotations.NullMarked;
