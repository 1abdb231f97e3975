package dev.breakwater.drill.run;

import dev.breakwater.drill.drills.Drill;
import dev.breakwater.drill.launch.LaunchException;
import dev.breakwater.drill.launch.RunningSystem;
import dev.breakwater.drill.launch.Service;
import dev.breakwater.drill.traffic.OpenLoop;
import dev.breakwater.drill.traffic.Sample;
import dev.breakwater.drill.traffic.Shop;
import dev.breakwater.resilience.time.TimeSource;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** One drill played once, on one system: warm up, look, break, mend, wait until it is whole again. */
public final class Run {
    private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();
    private static final long WATCH_NANOS = Duration.ofMillis(5).toNanos();
    private static final Duration LATE = Duration.ofMillis(50);

    private final Drill drill;
    private final Plan plan;
    private final RunningSystem system;
    private final Progress progress;
    private final TimeSource time = TimeSource.system();
    private final Recorder recorder = new Recorder();
    private final Map<Phase, Span> phases = new EnumMap<>(Phase.class);
    private OpenLoop traffic;
    private Phase phase = Phase.WARM_UP;
    private long phaseBegan;

    public Run(Drill drill, Plan plan, RunningSystem system, Progress progress) {
        this.drill = drill;
        this.plan = plan;
        this.system = system;
        this.progress = progress;
    }

    /**
     * Plays it.
     *
     * @throws LaunchException where a service ended that should not
     */
    public RunFigures play() throws LaunchException, InterruptedException {
        Shop shop = Shop.open(system.http(Service.ORDER), time);
        Prelude.play(shop, time);
        traffic = new OpenLoop(time, plan.rate(), shop, recorder::add);
        Thread customers = new Thread(this::sendTraffic, "traffic");
        customers.setDaemon(true);
        customers.start();
        try {
            return measure();
        } finally {
            traffic.stop();
            traffic.awaitAnswers();
        }
    }

    private void sendTraffic() {
        try {
            traffic.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private RunFigures measure() throws LaunchException, InterruptedException {
        hold(Plan.WARM_UP);
        next(Phase.STEADY);
        hold(Plan.STEADY);

        double attemptsBefore = drill.edge().attempts(system);
        next(Phase.FAULT);
        drill.begin(system);
        Double openedSeconds = awaitOpening();
        hold(plan.fault());
        double attempts = drill.edge().attempts(system) - attemptsBefore;

        drill.end(system);
        next(Phase.RECOVERY);
        awaitRecovery();
        traffic.stop();
        phases.put(phase, new Span(phaseBegan, traffic.elapsedNanos()));
        traffic.awaitAnswers();
        return figures(attempts, openedSeconds);
    }

    private RunFigures figures(double attempts, Double openedSeconds) {
        List<Sample> samples = recorder.samples();
        Map<String, PhaseFigures> figures = new LinkedHashMap<>();
        for (Phase each : List.of(Phase.STEADY, Phase.FAULT, Phase.RECOVERY)) {
            figures.put(each.label(), PhaseFigures.of(samples, phases.get(each)));
        }
        OptionalLong recovery = recovery(phases.get(Phase.RECOVERY).toNanos());
        long offered = figures.get(Phase.FAULT.label()).checkouts().offered();
        return new RunFigures(
                figures,
                recovery.isPresent() ? seconds(recovery.getAsLong()) : null,
                offered == 0 ? 0 : Math.round(attempts / offered * 1_000) / 1_000d,
                openedSeconds,
                Timeline.of(samples, phases),
                remarks(samples));
    }

    private void next(Phase next) {
        long now = traffic.elapsedNanos();
        phases.put(phase, new Span(phaseBegan, now));
        phase = next;
        phaseBegan = now;
    }

    /** Lets the phase last so long. */
    private void hold(Duration length) throws LaunchException, InterruptedException {
        while (traffic.elapsedNanos() - phaseBegan < length.toNanos()) {
            look(Math.min(LOOK_NANOS, phaseBegan + length.toNanos() - traffic.elapsedNanos()));
        }
    }

    /** Watches the drill's breaker as long as the fault lasts; null where that has none, or it does not open. */
    private Double awaitOpening() throws LaunchException, InterruptedException {
        if (drill.breaker().isEmpty()) {
            return null;
        }
        long began = traffic.elapsedNanos();
        while (!drill.breaker().get().isOpen(system)) {
            if (!isYoungerThan(plan.fault())) {
                return null;
            }
            look(WATCH_NANOS);
        }
        return seconds(traffic.elapsedNanos() - began);
    }

    private static double seconds(long nanos) {
        return nanos / 1_000_000 / 1_000d;
    }

    private void awaitRecovery() throws LaunchException, InterruptedException {
        while (isYoungerThan(Plan.RECOVERY_LEAST)
                || isYoungerThan(Plan.RECOVERY_MOST)
                        && recovery(traffic.knownUntilNanos()).isEmpty()) {
            look(LOOK_NANOS);
        }
    }

    private boolean isYoungerThan(Duration age) {
        return traffic.elapsedNanos() - phaseBegan < age.toNanos();
    }

    private OptionalLong recovery(long knownUntil) {
        return Recovery.nanos(recorder.samples(), phases.get(Phase.FAULT).toNanos(), knownUntil);
    }

    /** Waits so long, and sees then whether all is as it should be. */
    private void look(long afterNanos) throws LaunchException, InterruptedException {
        time.sleep(Math.max(0, afterNanos));
        progress.tell(phase, traffic.elapsedNanos() - phaseBegan, recorder, traffic.waiting());
        if (system.trouble().isDone()) {
            throw new LaunchException(system.trouble().join());
        }
    }

    /** A generator that cannot keep up measures itself: then it must say so. */
    private static List<String> remarks(List<Sample> samples) {
        List<Sample> late = samples.stream()
                .filter(sample -> sample.lateNanos() > LATE.toNanos())
                .toList();
        if (late.isEmpty()) {
            return List.of();
        }
        long most = late.stream().mapToLong(Sample::lateNanos).max().orElseThrow() / 1_000_000;
        return List.of("the generator sent " + late.size() + " of " + samples.size() + " requests more than "
                + LATE.toMillis() + " ms late, at most " + most + " ms; their latency counts from when they were due");
    }
}
