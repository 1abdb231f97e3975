package dev.breakwater.containers;

/** The edge itself did not answer. */
final class NoAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoAnswerException(Exception cause) {
        super(cause);
    }
}
