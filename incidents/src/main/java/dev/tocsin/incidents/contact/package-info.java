/// Addresses by which people are reached: whether somebody reads them, and whether they want no more.
@NullMarked
package dev.tocsin.incidents.contact;

import org.jspecify.annotations.NullMarked;
