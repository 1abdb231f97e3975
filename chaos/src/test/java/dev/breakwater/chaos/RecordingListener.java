package dev.breakwater.chaos;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what chaos says it does. */
final class RecordingListener implements ChaosListener {
    final List<String> events = new CopyOnWriteArrayList<>();

    @Override
    public void enabled(FaultReport fault) {
        events.add("enabled " + fault.fault().name());
    }

    @Override
    public void ended(FaultReport fault) {
        events.add("ended " + fault.fault().name());
    }

    @Override
    public void injected(Injection injection) {
        events.add(injection.fault().name() + " hit " + injection.call());
    }
}
