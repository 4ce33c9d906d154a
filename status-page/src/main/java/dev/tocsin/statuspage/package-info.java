@NullMarked
package dev.tocsin.statuspage;

import org.jspecify.annotations.NullMarked;
