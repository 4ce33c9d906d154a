@NullMarked
package dev.tocsin.incidents.delivery.imitation;

import org.jspecify.annotations.NullMarked;
