package dev.breakwater.drill.drills;

import java.util.List;
import java.util.Optional;

/** All drills there are. */
public final class Drills {
    private static final List<Drill> ALL = List.of(
            new FraudSlow(), new FraudHang(), new FraudErrors(), new PaymentDown(), new ModelDown(), new ChaosMix());

    private Drills() {}

    /** In the order in which somebody new should play them. */
    public static List<Drill> all() {
        return ALL;
    }

    /** The drill of a name. */
    public static Optional<Drill> named(String name) {
        return ALL.stream().filter(drill -> drill.name().equals(name)).findFirst();
    }
}
