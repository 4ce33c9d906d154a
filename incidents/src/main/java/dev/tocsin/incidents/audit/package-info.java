/// Watching ourselves: whether what is due is done, whether people are reached, and a sign of life to the outside.
@NullMarked
package dev.tocsin.incidents.audit;

import org.jspecify.annotations.NullMarked;
