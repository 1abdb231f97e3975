package dev.breakwater.resilience.retry;

import dev.breakwater.resilience.Linearizable;
import dev.breakwater.resilience.time.VirtualTime;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

class RetryBudgetLincheckTest {

    @Test
    void everyCallEarnsItsShareOnceAndEveryTokenIsSpentOnce() {
        Linearizable.check(Budget.class);
    }

    /** Every second call earns a retry, and one was saved. */
    public static class Budget {
        private final RetryBudget budget = new RetryBudget(0.5, 0, new VirtualTime());

        public Budget() {
            while (budget.balance() > 1) {
                budget.tryWithdraw();
            }
        }

        @Operation
        public void call() {
            budget.onCall();
        }

        @Operation
        public boolean retry() {
            return budget.tryWithdraw();
        }

        @Operation
        public double balance() {
            return budget.balance();
        }

        @Operation
        public void reconfigure() {
            budget.reconfigure(1, 0);
        }
    }
}
