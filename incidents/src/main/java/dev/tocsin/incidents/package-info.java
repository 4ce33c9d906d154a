@NullMarked
package dev.tocsin.incidents;

import org.jspecify.annotations.NullMarked;
