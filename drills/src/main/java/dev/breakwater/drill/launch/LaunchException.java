package dev.breakwater.drill.launch;

/** The system does not start, or does not stay: the message is for the one who started it. */
public final class LaunchException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What happened, and what to do. */
    public LaunchException(String message) {
        super(message);
    }

    LaunchException(String message, Throwable cause) {
        super(message, cause);
    }
}
