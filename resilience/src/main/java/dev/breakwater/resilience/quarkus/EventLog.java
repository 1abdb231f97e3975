package dev.breakwater.resilience.quarkus;

import dev.breakwater.resilience.breaker.CircuitBreaker.State;
import dev.breakwater.resilience.event.Event;
import org.jboss.logging.Logger;

/** Writes what an operator wants to read in the log: changes of state, once each. */
final class EventLog {
    private static final Logger LOG = Logger.getLogger("dev.breakwater.resilience");

    private EventLog() {}

    static void write(Event event) {
        if (event instanceof Event.BreakerChanged changed) {
            // Between open and half-open it swings with each probe; what matters is that it opened, and that it closed.
            boolean isNews = changed.to() != State.HALF_OPEN && changed.from() != State.HALF_OPEN
                    || changed.to() == State.CLOSED;
            LOG.logf(
                    isNews ? Logger.Level.WARN : Logger.Level.DEBUG,
                    "circuit '%s': %s -> %s, %s",
                    changed.policy(),
                    changed.from(),
                    changed.to(),
                    changed.reason());
        } else if (event instanceof Event.InstanceChanged changed) {
            LOG.warnf(
                    "instance %s of '%s' is %s rotation: %s",
                    changed.instance(),
                    changed.policy(),
                    changed.inRotation() ? "back in" : "out of",
                    changed.reason());
        } else if (event instanceof Event.PolicyChanged changed) {
            LOG.warnf("resilience.%s was changed by an operator: %s", changed.policy(), changed.change());
        }
    }
}
