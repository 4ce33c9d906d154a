/// What the outside sees of the security address: how to report, our keys, and a reporter's own case.
@NullMarked
package dev.tocsin.incidents.disclosure.web;

import org.jspecify.annotations.NullMarked;
