/// Incidents over the API: what is open, what people do to it, what is learnt from it.
@NullMarked
package dev.tocsin.app.incidents;

import org.jspecify.annotations.NullMarked;
