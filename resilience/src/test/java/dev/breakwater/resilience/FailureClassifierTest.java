package dev.breakwater.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class FailureClassifierTest {
    private final FailureClassifier plain = FailureClassifier.plain();

    @Test
    void inPlainJavaABadArgumentIsARefusalAndTheRestIsTransient() {
        assertThat(plain.classify(new IllegalArgumentException("no"))).isEqualTo(Failure.REFUSAL);
        assertThat(plain.classify(new IllegalStateException("not yet"))).isEqualTo(Failure.TRANSIENT);
        assertThat(plain.classify(new IOException("gone"))).isEqualTo(Failure.TRANSIENT);
    }

    @Test
    void whatFuturesWrapAroundAFailureSaysNothing() {
        Throwable refusal = new IllegalArgumentException("no");
        assertThat(plain.classify(new CompletionException(refusal))).isEqualTo(Failure.REFUSAL);
        assertThat(plain.classify(new ExecutionException(new CompletionException(refusal))))
                .isEqualTo(Failure.REFUSAL);
        assertThat(plain.classify(new CompletionException("empty", null))).isEqualTo(Failure.TRANSIENT);
        assertThat(plain.classify(new IOException(refusal))).isEqualTo(Failure.TRANSIENT);
    }
}
