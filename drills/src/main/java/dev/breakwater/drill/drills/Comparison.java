package dev.breakwater.drill.drills;

import dev.breakwater.drill.launch.Variant;

/**
 * The two systems that a drill is played on.
 *
 * @param compared the first
 * @param guarded the one whose protection is judged
 */
public record Comparison(Variant compared, Variant guarded) {
    static final Comparison OF_PROTECTION = new Comparison(Variant.UNPROTECTED, Variant.PROTECTED);
}
