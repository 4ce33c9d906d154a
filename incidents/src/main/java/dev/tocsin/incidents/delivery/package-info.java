@NullMarked
package dev.tocsin.incidents.delivery;

import org.jspecify.annotations.NullMarked;
