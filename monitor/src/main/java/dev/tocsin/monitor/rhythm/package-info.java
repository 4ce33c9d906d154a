@NullMarked
package dev.tocsin.monitor.rhythm;

import org.jspecify.annotations.NullMarked;
