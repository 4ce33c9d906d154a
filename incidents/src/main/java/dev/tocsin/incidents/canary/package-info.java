/// Proves every day that messages leave and arrive: by ones to ourselves, which must come back.
@NullMarked
package dev.tocsin.incidents.canary;

import org.jspecify.annotations.NullMarked;
