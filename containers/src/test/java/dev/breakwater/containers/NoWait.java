package dev.breakwater.containers;

import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/** A machine that need not become anything: some start where they cannot be ready yet. */
final class NoWait extends AbstractWaitStrategy {
    @Override
    protected void waitUntilReady() {}
}
