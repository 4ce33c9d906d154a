/// How bad a hole is: CVSS 3.1 and 4.0 (https://www.first.org/cvss), with exact arithmetic. Pure.
@NullMarked
package dev.tocsin.incidents.disclosure.cvss;

import org.jspecify.annotations.NullMarked;
