@NullMarked
package dev.tocsin.monitor.json;

import org.jspecify.annotations.NullMarked;
