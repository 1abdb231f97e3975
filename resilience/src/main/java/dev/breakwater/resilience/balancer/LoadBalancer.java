package dev.breakwater.resilience.balancer;

import dev.breakwater.resilience.Outcome;
import dev.breakwater.resilience.event.Event;
import dev.breakwater.resilience.policy.Attempt;
import dev.breakwater.resilience.time.TimeSource;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Gives each attempt an instance of a service: round robin over those in rotation, a retry another one than before.
 *
 * <p>Out of rotation is who fails its checks, and for a while who fails calls in a row (Envoy calls that outlier
 * detection). Where nobody is left in rotation all are used: a guess is better than a refusal, and checks may be wrong
 * where all agree. Thread-safe.
 */
public final class LoadBalancer {
    private static final Predicate<Instance> ANY = instance -> true;

    private final String name;
    private final EjectionConfig ejection;
    private final CheckConfig checks;
    private final TimeSource time;
    private final Consumer<Event> listener;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile Instance[] instances = {}; // replaced, never changed

    /** @param listener told when an instance leaves rotation or comes back */
    public LoadBalancer(
            String name, EjectionConfig ejection, CheckConfig checks, TimeSource time, Consumer<Event> listener) {
        this.name = name;
        this.ejection = ejection;
        this.checks = checks;
        this.time = time;
        this.listener = listener;
    }

    /** Puts these instances in place of those before. What is known of those that stay is kept. */
    public synchronized void use(Collection<URI> addresses) {
        List<Instance> next = new ArrayList<>();
        for (URI address : addresses) {
            next.add(known(address));
        }
        instances = next.toArray(new Instance[0]);
    }

    private Instance known(URI address) {
        return Arrays.stream(instances)
                .filter(instance -> instance.address().equals(address))
                .findFirst()
                .orElseGet(() -> new Instance(address, time.nanoTime()));
    }

    /** All instances, in and out of rotation. */
    public List<Instance> instances() {
        Instance[] all = instances;
        returnWhoseTimeIsOver(all);
        return List.of(all);
    }

    /** Whether the instance gets calls. */
    public boolean isInRotation(Instance instance) {
        return instance.isInRotation();
    }

    /**
     * The instance for an attempt; null where there is none at all.
     *
     * @param attempt the attempt, which is given another instance than those before it where there is one; null where
     *     nothing is known of it
     */
    public @Nullable Instance choose(@Nullable Attempt attempt) {
        Instance[] all = instances;
        returnWhoseTimeIsOver(all);
        // A retry takes no turn: with two instances every next call's first attempt would meet the ill one again.
        boolean isRetry = attempt != null && attempt.number() > 1;
        int mine = isRetry ? turn.get() & Integer.MAX_VALUE : nextTurn();
        Instance chosen = nth(all, mine, Instance::isInRotation, attempt);
        if (chosen == null) {
            chosen = nth(all, mine, Instance::isInRotation, null);
        }
        if (chosen == null) {
            chosen = nth(all, mine, ANY, attempt);
        }
        return chosen == null ? nth(all, mine, ANY, null) : chosen;
    }

    /** The same for a call that nothing protects, for which only the checks count; null where there is none at all. */
    public @Nullable Instance chooseByChecks() {
        Instance[] all = instances;
        int mine = nextTurn();
        Instance healthy = nth(all, mine, Instance::isHealthy, null);
        return healthy == null ? nth(all, mine, ANY, null) : healthy;
    }

    private int nextTurn() {
        return turn.getAndIncrement() & Integer.MAX_VALUE;
    }

    /** The one whose turn it is among those that fit; null where none does. */
    private static @Nullable Instance nth(
            Instance[] all, int turn, Predicate<Instance> wanted, @Nullable Attempt notBefore) {
        int fitting = 0;
        for (Instance instance : all) {
            fitting += fits(instance, wanted, notBefore) ? 1 : 0;
        }
        if (fitting == 0) {
            return null;
        }
        int toSkip = turn % fitting;
        Instance last = null;
        for (Instance instance : all) {
            if (fits(instance, wanted, notBefore)) {
                last = instance;
                if (toSkip-- == 0) {
                    break;
                }
            }
        }
        return last;
    }

    private static boolean fits(Instance instance, Predicate<Instance> wanted, @Nullable Attempt notBefore) {
        return wanted.test(instance) && (notBefore == null || !notBefore.wentBeforeTo(instance));
    }

    /** Learns how a call to the instance ended. What says nothing of it, such as a cancelled call, is not counted. */
    public void ended(Instance instance, Outcome outcome) {
        if (outcome.isHealthy()) {
            instance.succeeded();
        } else if (outcome.isFailure() && instance.failed(ejection)) {
            eject(instance);
        }
    }

    /** Under the monitor, so that two ejections at once do not together exceed the share. */
    private synchronized void eject(Instance instance) {
        Instance[] all = instances;
        long out = Arrays.stream(all).filter(Instance::isEjected).count();
        boolean isLast = Arrays.stream(all).noneMatch(other -> other != instance && other.isInRotation());
        if (!instance.isEjected() && !isLast && out + 1 <= Math.floor(ejection.maxShare() * all.length)) {
            instance.eject(ejection, time.nanoTime());
            tell(instance, false, ejection.failures() + " calls in a row failed");
        }
    }

    private void returnWhoseTimeIsOver(Instance[] all) {
        for (Instance instance : all) {
            if (instance.isEjected() && instance.returned(time.nanoTime())) {
                tell(instance, instance.isInRotation(), "its time out of rotation is over");
            }
        }
    }

    /** Learns what a health check said. */
    public void checked(Instance instance, boolean good) {
        if (instance.checked(good, checks)) {
            tell(instance, instance.isInRotation(), good ? "its health checks are good" : "its health checks fail");
        }
    }

    private void tell(Instance instance, boolean inRotation, String reason) {
        listener.accept(new Event.InstanceChanged(name, instance.toString(), inRotation, reason));
    }

    /** How instances are checked. */
    public CheckConfig checks() {
        return checks;
    }

    public String name() {
        return name;
    }
}
