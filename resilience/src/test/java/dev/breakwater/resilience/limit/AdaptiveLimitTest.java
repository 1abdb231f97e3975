package dev.breakwater.resilience.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * What each limit settles at before a dependency of ten workers and 20 ms, which is offered more than it can do. These
 * are the bounds of what the decision page on adaptive limits measured.
 */
class AdaptiveLimitTest {
    private static final int WORKERS = 10;
    private static final int MILLIS = 20;
    private static final double CAPACITY = 1_000.0 * WORKERS / MILLIS;

    private static Dependency behind(Limit limit) {
        return new Dependency(WORKERS, MILLIS, limit);
    }

    private static Dependency fortyWorkersBehind(Limit limit) {
        return new Dependency(4 * WORKERS, MILLIS, limit);
    }

    @Test
    void aFixedLimitThatIsTooWideIsAQueue() {
        Dependency.Figures figures = behind(new FixedLimit(100)).run(60);
        assertThat(figures.perSecond()).isGreaterThan(0.99 * CAPACITY);
        assertThat(figures.meanMillis()).isBetween(9.5 * MILLIS, 10.5 * MILLIS);
    }

    @Test
    void gradient2KeepsEveryWorkerBusyWithHalfTheQueue() {
        Dependency.Figures figures = behind(new Gradient2Limit(20, 100)).run(60);
        assertThat(figures.perSecond()).isGreaterThan(0.99 * CAPACITY);
        assertThat(figures.meanMillis()).isLessThan(5 * MILLIS);
    }

    @Test
    void gradient2ShrinksWithinSecondsWhenTheDependencyIsFiveTimesSlower() {
        Dependency dependency = behind(new Gradient2Limit(20, 100));
        double before = dependency.run(60).meanLimit();
        dependency.becomes(5 * MILLIS);
        assertThat(dependency.run(5).meanLimit()).isLessThan(0.6 * before);
    }

    @Test
    void vegasKeepsTheQueueShortAndGivesATenthOfTheThroughputForIt() {
        Dependency.Figures figures = behind(new VegasLimit(20, 100)).run(60);
        assertThat(figures.perSecond()).isBetween(0.85 * CAPACITY, 0.95 * CAPACITY);
        assertThat(figures.meanMillis()).isLessThan(1.35 * MILLIS);
        assertThat(figures.meanLimit()).isBetween(10.0, 13.0);
    }

    @Test
    void vegasFindsItsPlaceAgainWhateverTheDependencyDoes() {
        Dependency dependency = behind(new VegasLimit(20, 100));
        dependency.run(60);
        dependency.becomes(5 * MILLIS);
        dependency.run(60);
        dependency.becomes(MILLIS);
        dependency.run(5);
        Dependency.Figures figures = dependency.run(60);
        assertThat(figures.perSecond()).isGreaterThan(0.85 * CAPACITY);
        assertThat(figures.meanMillis()).isLessThan(1.35 * MILLIS);
    }

    @Test
    void withFortyWorkersGradient2UsesThemAllAndGoesToItsMaximum() {
        Dependency.Figures figures =
                fortyWorkersBehind(new Gradient2Limit(20, 100)).run(60);
        assertThat(figures.perSecond()).isGreaterThan(0.97 * 4 * CAPACITY);
        assertThat(figures.meanLimit()).isGreaterThan(90);
    }

    @Test
    void withFortyWorkersVegasLeavesMoreThanHalfOfThemIdle() {
        Dependency.Figures figures = fortyWorkersBehind(new VegasLimit(20, 100)).run(60);
        assertThat(figures.perSecond()).isBetween(0.35 * 4 * CAPACITY, 0.5 * 4 * CAPACITY);
        assertThat(figures.meanMillis()).isLessThan(1.1 * MILLIS);
    }
}
