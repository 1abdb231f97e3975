package dev.breakwater.resilience.policy;

import java.util.List;

/**
 * The layers of a pipeline in their default order, outermost first. This is the one place where the order stands; a
 * policy may choose another with {@code resilience.<policy>.order}, or leave a layer out. The fallback stands outside
 * all of them, and the deadline bounds every wait in each.
 */
public enum LayerKind {
    /** Above the breaker, because a call that finds no permit says nothing about the dependency. */
    BULKHEAD,
    /** Above the retry, because the breaker judges calls: one call that needed three attempts is one outcome. */
    BREAKER,
    /** Above the timeout, because each attempt gets its own time. */
    RETRY,
    /** Innermost, because it cancels the work itself. */
    TIMEOUT;

    /** All layers, in the order above. */
    public static final List<LayerKind> DEFAULT_ORDER = List.of(values());
}
