package dev.breakwater.resilience;

import dev.breakwater.resilience.time.VirtualTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What a dependency does with the attempts of a call, one after the other; the last line goes on for ever. */
public final class Script {
    private final Deque<Line> lines = new ArrayDeque<>();
    private final List<Long> begun = new ArrayList<>();
    private Runnable atTheBeginning = () -> {};
    private int cut;

    /** One attempt: it takes so long, and then answers or fails. */
    public record Line(long nanos, Object answer, Throwable failure) {}

    public static Script answers(long millis, Object answer) {
        return new Script().thenAnswers(millis, answer);
    }

    public static Script fails(long millis, Throwable failure) {
        return new Script().thenFails(millis, failure);
    }

    public Script thenAnswers(long millis, Object answer) {
        return then(millis * Trial.MILLIS, answer, null);
    }

    public Script thenFails(long millis, Throwable failure) {
        return then(millis * Trial.MILLIS, null, failure);
    }

    /** The next attempt takes so long, and then fails, or answers where no failure is given. */
    public Script then(long nanos, Object answer, Throwable failure) {
        lines.add(new Line(nanos, answer, failure));
        return this;
    }

    /** What every attempt does first, inside the call. */
    public Script atTheBeginning(Runnable first) {
        atTheBeginning = first;
        return this;
    }

    /** Begins an attempt. */
    public Line begin(VirtualTime time) {
        atTheBeginning.run();
        begun.add(time.nanoTime());
        return lines.size() > 1 ? lines.removeFirst() : lines.getFirst();
    }

    /** An attempt was interrupted or cancelled. */
    public void wasCut() {
        cut++;
    }

    /** Attempts begun. */
    public int attempts() {
        return begun.size();
    }

    /** Attempts cut before their end. */
    public int cut() {
        return cut;
    }

    /** Milliseconds between the beginnings of the attempts. */
    public List<Long> gapsMillis() {
        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < begun.size(); i++) {
            gaps.add((begun.get(i) - begun.get(i - 1)) / Trial.MILLIS);
        }
        return gaps;
    }
}
