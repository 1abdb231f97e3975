package dev.breakwater.drill.drills;

import dev.breakwater.drill.launch.Instance;
import dev.breakwater.drill.launch.RunningSystem;
import dev.breakwater.drill.launch.Service;
import java.util.List;
import java.util.Map;

/** Everything below the edge is ill at once; the edge that counts is the first one. */
final class ChaosMix implements Drill {
    private static final double RATE = 0.3;
    private static final List<Service> ILL = List.of(Service.PAYMENT, Service.FRAUD, Service.RECOMMENDATION);

    @Override
    public String name() {
        return "chaos-mix";
    }

    @Override
    public String story() {
        return "payment, fraud and recommendation each fail 30 % of their calls: hung, in error, slow";
    }

    @Override
    public void begin(RunningSystem system) {
        setRate(system, RATE);
    }

    @Override
    public void end(RunningSystem system) {
        setRate(system, 0);
    }

    @Override
    public Edge edge() {
        return new HttpEdge(Instance.first(Service.PAYMENT), "POST");
    }

    private static void setRate(RunningSystem system, double rate) {
        for (Service service : ILL) {
            system.management(service).put("/chaos/failure-rate", Map.of("rate", rate));
        }
    }
}
