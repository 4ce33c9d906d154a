@NullMarked
package dev.tocsin.app.metrics;

import org.jspecify.annotations.NullMarked;
