/// Decides what a mail to the security address is and what is to become of it. Pure.
@NullMarked
package dev.tocsin.incidents.disclosure.triage;

import org.jspecify.annotations.NullMarked;
