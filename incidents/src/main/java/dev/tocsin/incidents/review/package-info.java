/// What is learnt from incidents: reviews with their actions, and how fast people answered.
@NullMarked
package dev.tocsin.incidents.review;

import org.jspecify.annotations.NullMarked;
