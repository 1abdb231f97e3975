package dev.breakwater.resilience;

import dev.breakwater.resilience.timeout.AttemptTimeoutException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Places an exception in the taxonomy. Called for failures only. Implementations are thread-safe. */
@FunctionalInterface
public interface FailureClassifier {

    /** Classifies a dependency's failure. */
    Failure classify(Throwable failure);

    /**
     * The module's own exceptions are placed as they say of themselves, whatever is given for the rest; wrappers of
     * futures are looked through. Where the machine itself is in trouble (no memory, no stack) trying again would only
     * add to it.
     */
    static FailureClassifier withOwn(FailureClassifier rest) {
        return failure -> {
            Throwable cause = cause(failure);
            if (cause instanceof RejectedException) {
                return Failure.REJECTED;
            }
            if (cause instanceof AttemptTimeoutException timeout) {
                return timeout.isCutByCaller() ? Failure.CANCELLED : Failure.TRANSIENT;
            }
            if (cause instanceof CancellationException || cause instanceof InterruptedException) {
                return Failure.CANCELLED;
            }
            if (cause instanceof VirtualMachineError) {
                return Failure.FATAL;
            }
            return rest.classify(cause);
        };
    }

    /** Plain Java: {@code IllegalArgumentException} is a refusal, everything else is transient. */
    static FailureClassifier plain() {
        return withOwn(failure -> failure instanceof IllegalArgumentException ? Failure.REFUSAL : Failure.TRANSIENT);
    }

    /** What failed, without the wrappers that futures put around it. */
    static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
