/** Which faults are enabled, which calls they hit, and the calls they hold. Plain Java; time and chance are given. */
@NullMarked
package dev.breakwater.chaos;

import org.jspecify.annotations.NullMarked;
