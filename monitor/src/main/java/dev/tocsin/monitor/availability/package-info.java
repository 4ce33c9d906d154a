/// What the seconds of a window were made of for a monitor, by one published formula.
@NullMarked
package dev.tocsin.monitor.availability;

import org.jspecify.annotations.NullMarked;
