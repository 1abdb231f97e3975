package dev.breakwater.payment.processor;

import java.util.Optional;

/**
 * What the processor did. A declined card is an answer like any other, not a failure of the processor.
 *
 * @param declineCode why nothing was captured; empty where the money was taken
 */
public record CaptureResult(Optional<String> declineCode) {

    public boolean isCaptured() {
        return declineCode.isEmpty();
    }
}
