/// What people asked not to be paged for, for a while.
@NullMarked
package dev.tocsin.incidents.silence;

import org.jspecify.annotations.NullMarked;
