package dev.breakwater.payment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** The figures of this service, under {@code payment}. */
@ConfigMapping(prefix = "payment")
public interface PaymentConfig {

    Rules rules();

    /** How long a claim or an intent is its holder's, by the database's clock. Longer than the steps it covers. */
    @WithDefault("2s")
    @DurationMin(millis = 100)
    Duration lease();

    /** The longest a request waits for a charge that another request is working on; never past its own deadline. */
    @WithDefault("800ms")
    @DurationMin
    Duration patience();

    Recovery recovery();

    /** The local rules that decide when fraud-service cannot. */
    interface Rules {
        /** The largest amount they approve, in EUR. */
        @WithDefault("50.00")
        @Positive
        BigDecimal maxAmount();
    }

    /** The worker that finishes what crashes and failures left. */
    interface Recovery {
        /** How often it looks for work; whole seconds. */
        @WithDefault("1s")
        @DurationMin(seconds = 1)
        Duration every();

        /** The largest random delay of a look, so that instances spread out. */
        @WithDefault("300ms")
        Duration jitter();

        /** The most charges it takes in one look. */
        @WithDefault("50")
        @Min(1)
        @Max(1000)
        int batch();

        /** The most captures it has under way at once. */
        @WithDefault("10")
        @Min(1)
        @Max(100)
        int concurrency();

        /** The wait after a charge's first failed capture; it doubles each time. */
        @WithDefault("250ms")
        Duration backoff();

        /** The longest wait, before up to 10 % jitter. */
        @WithDefault("3500ms")
        Duration backoffCap();
    }
}
