@NullMarked
package dev.tocsin.monitor;

import org.jspecify.annotations.NullMarked;
