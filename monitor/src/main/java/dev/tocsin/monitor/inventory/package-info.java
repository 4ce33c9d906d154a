/// Everything that is watched, for those who ask and change over the API.
@NullMarked
package dev.tocsin.monitor.inventory;

import org.jspecify.annotations.NullMarked;
