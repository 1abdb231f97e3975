package dev.breakwater.chaos;

import dev.breakwater.chaos.fault.Fault;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An enabled fault at one moment, or one that just ended.
 *
 * @param fault the fault
 * @param enabledAt since when
 * @param expiresAt when it removes itself; null for never
 * @param active whether it is still enabled
 * @param injected how many calls it has hit
 * @param held how many calls it holds
 */
public record FaultReport(
        Fault fault, Instant enabledAt, @Nullable Instant expiresAt, boolean active, long injected, int held) {}
