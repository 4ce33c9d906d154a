/// The security address: no report lost, none unanswered.
@NullMarked
package dev.tocsin.incidents.disclosure;

import org.jspecify.annotations.NullMarked;
