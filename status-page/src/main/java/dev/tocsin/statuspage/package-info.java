/// What customers read: components and their states, public incidents, and ninety days of history.
@NullMarked
package dev.tocsin.statuspage;

import org.jspecify.annotations.NullMarked;
