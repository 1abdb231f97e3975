package dev.breakwater.drill.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** On virtual time: a wait moves it on, and answers come when a test says so. */
class OpenLoopTest {
    private static final Outcome PAID = new Outcome("PAID", true, false);
    private static final long MS = 1_000_000;

    private final VirtualTime time = new VirtualTime();
    private final List<Sample> samples = new ArrayList<>();
    private final List<Long> sentMs = new ArrayList<>();
    private final List<CompletableFuture<Outcome>> unanswered = new ArrayList<>();

    @Test
    void sendsWhenRequestsAreDueThoughNoneIsAnswered() throws InterruptedException {
        play(10, 5, this::answerNever);

        assertThat(sentMs).containsExactly(0L, 100L, 200L, 300L, 400L);
        assertThat(samples).isEmpty();
    }

    @Test
    void latencyCountsFromWhenARequestWasDue() throws InterruptedException {
        play(10, 2, this::answerNever);
        time.advanceMillis(400); // it is 500 ms now, or 600 ms if the loop waited once more
        unanswered.forEach(answer -> answer.complete(PAID));

        assertThat(samples).hasSize(2);
        assertThat(samples.get(0).latencyNanos() - samples.get(1).latencyNanos())
                .isEqualTo(100 * MS);
    }

    @Test
    void aStallIsSeenByEveryRequestThatWasDueInIt() throws InterruptedException {
        // Answers at once, but for a second from the first on: then all that came are answered together.
        OpenLoop loop = play(100, 200, n -> n < 100 ? answerNever(n) : answerTheRest());

        assertThat(loop.waiting()).isZero();
        assertThat(samples).hasSize(200);
        assertThat(samples.stream().filter(sample -> sample.latencyNanos() > 500 * MS))
                .hasSizeBetween(49, 51);
        assertThat(samples.stream().filter(sample -> sample.latencyNanos() > 0)).hasSize(100);
    }

    @Test
    void aGeneratorThatFallsBehindSaysSoAndMakesNothingLookBetter() throws InterruptedException {
        play(10, 5, n -> {
            if (n == 1) {
                time.advanceMillis(250); // the generator itself is held up
            }
            return CompletableFuture.completedFuture(PAID);
        });

        assertThat(samples.stream().map(sample -> sample.lateNanos() / MS)).containsExactly(0L, 0L, 150L, 50L, 0L);
        assertThat(samples.stream().map(sample -> sample.latencyNanos() / MS)).containsExactly(0L, 250L, 150L, 50L, 0L);
    }

    @Test
    void whatCannotBeSentWithinThePatienceCountsAsGivenUp() throws InterruptedException {
        play(10, 2, n -> {
            time.advance(OpenLoop.PATIENCE.plus(Duration.ofSeconds(1)).toNanos());
            return CompletableFuture.completedFuture(PAID);
        });

        assertThat(samples.get(1).outcome()).isEqualTo(Outcome.GAVE_UP);
    }

    @Test
    void knowsUntilWhenAllIsKnown() throws InterruptedException {
        OpenLoop loop = play(10, 5, n -> n == 2 ? answerNever(n) : CompletableFuture.completedFuture(PAID));

        assertThat(loop.knownUntilNanos()).isEqualTo(200 * MS);
        unanswered.get(0).complete(PAID);
        assertThat(loop.knownUntilNanos()).isGreaterThanOrEqualTo(400 * MS);
    }

    private interface Answers {
        CompletionStage<Outcome> to(long n);
    }

    private OpenLoop play(double rate, int requests, Answers answers) throws InterruptedException {
        OpenLoop[] loop = new OpenLoop[1];
        long origin = time.nanoTime();
        Traffic traffic = n -> {
            if (n == requests - 1) {
                loop[0].stop(); // it is the last one
            }
            return new Traffic.Call() {
                @Override
                public Route route() {
                    return Route.CHECKOUT;
                }

                @Override
                public CompletionStage<Outcome> send(long patienceNanos) {
                    sentMs.add((time.nanoTime() - origin) / MS);
                    return answers.to(n);
                }
            };
        };
        loop[0] = new OpenLoop(time, rate, traffic, samples::add);
        loop[0].run();
        return loop[0];
    }

    private CompletionStage<Outcome> answerNever(long n) {
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        unanswered.add(answer);
        return answer;
    }

    private CompletionStage<Outcome> answerTheRest() {
        unanswered.forEach(answer -> answer.complete(PAID));
        return CompletableFuture.completedFuture(PAID);
    }
}
