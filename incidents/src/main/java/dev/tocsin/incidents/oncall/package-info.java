@NullMarked
package dev.tocsin.incidents.oncall;

import org.jspecify.annotations.NullMarked;
