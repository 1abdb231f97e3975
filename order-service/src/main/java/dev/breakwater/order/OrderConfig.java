package dev.breakwater.order;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** The figures of this service, under {@code order}. */
@ConfigMapping(prefix = "order")
public interface OrderConfig {

    /**
     * How long an order belongs to the request that placed it, by the database's clock: until then a replay is told
     * that it is in progress, and the settlement leaves it alone. With the time that placing takes, below 2 s.
     */
    @WithDefault("1700ms")
    Duration lease();

    /**
     * What of a request's time is kept from the charge, for writing how it ended; but never more than half of what is
     * left. As long as a query may take.
     */
    @WithDefault("300ms")
    Duration reserve();

    /** With so many orders pending the edge takes no more. */
    @WithDefault("10000")
    @Min(1)
    int maxPending();

    Settlement settlement();

    /** The worker that settles what checkouts left pending. */
    interface Settlement {
        /** How often it looks for work; whole seconds. */
        @WithDefault("1s")
        Duration every();

        /** The largest random delay of a look, so that instances spread out. */
        @WithDefault("300ms")
        Duration jitter();

        /** How many orders it works on at a time. */
        @WithDefault("5")
        @Min(1)
        @Max(100)
        int batch();

        /** How long orders it took are its own; longer than it takes to settle one. */
        @WithDefault("2s")
        Duration lease();

        /** The wait after an order's first failed charge; it doubles each time. */
        @WithDefault("250ms")
        Duration backoff();

        /** The longest wait, before up to 10 % jitter. */
        @WithDefault("3s")
        Duration backoffCap();
    }
}
