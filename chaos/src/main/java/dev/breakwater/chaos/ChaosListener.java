package dev.breakwater.chaos;

/** Is told what chaos does, on the thread that does it: must be quick and must not throw. */
public interface ChaosListener {

    /** A fault was enabled, or replaced one of its name. */
    void enabled(FaultReport fault);

    /** A fault was removed, was replaced, or has expired. */
    void ended(FaultReport fault);

    /** A fault hit a call. */
    void injected(Injection injection);
}
