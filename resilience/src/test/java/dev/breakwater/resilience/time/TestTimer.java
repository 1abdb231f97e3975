package dev.breakwater.resilience.time;

/** A timer that does what a test says, and counts how often it fired. */
class TestTimer extends Timer {
    private final Runnable action;
    volatile int fired;

    TestTimer() {
        this(() -> {});
    }

    TestTimer(Runnable action) {
        this.action = action;
    }

    @Override
    protected void fire() {
        fired++;
        action.run();
    }
}
