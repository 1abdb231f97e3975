package dev.breakwater.resilience.time;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A doubly linked list of pending timers through the timers themselves. Every method holds the list's own monitor. */
final class TimerList {
    private @Nullable Timer head;

    synchronized void add(Timer timer) {
        if (timer.list != null) {
            throw new IllegalStateException("the timer is pending already; cancel it before scheduling it again");
        }
        timer.list = this;
        timer.previous = null;
        timer.next = head;
        if (head != null) {
            head.previous = timer;
        }
        head = timer;
    }

    synchronized boolean remove(Timer timer) {
        if (timer.list != this) {
            return false;
        }
        unlink(timer);
        return true;
    }

    /** Takes out the timer that is due first among those due by the given time; null when none is. */
    synchronized @Nullable Timer takeDue(long nowNanos) {
        Timer first = null;
        for (Timer timer = head; timer != null; timer = timer.next) {
            if (timer.dueNanos <= nowNanos && (first == null || timer.dueNanos <= first.dueNanos)) {
                first = timer;
            }
        }
        if (first != null) {
            unlink(first);
        }
        return first;
    }

    /** Takes out all timers due by the given time, linked through {@code nextTaken}, in no order. */
    synchronized @Nullable Timer takeAllDue(long nowNanos) {
        Timer taken = null;
        Timer timer = head;
        while (timer != null) {
            Timer following = timer.next;
            if (timer.dueNanos <= nowNanos) {
                unlink(timer);
                timer.nextTaken = taken;
                taken = timer;
            }
            timer = following;
        }
        return taken;
    }

    synchronized boolean isEmpty() {
        return head == null;
    }

    synchronized int count(Predicate<Timer> matching) {
        int count = 0;
        for (Timer timer = head; timer != null; timer = timer.next) {
            count += matching.test(timer) ? 1 : 0;
        }
        return count;
    }

    private void unlink(Timer timer) {
        if (timer.previous == null) {
            head = timer.next;
        } else {
            timer.previous.next = timer.next;
        }
        if (timer.next != null) {
            timer.next.previous = timer.previous;
        }
        timer.previous = null;
        timer.next = null;
        timer.list = null;
    }
}
