package dev.breakwater.chaos;

/** What a call throws that a fault let fail at a named point. Stackless: it is no defect. */
public final class InjectedFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String fault;
    private final int status;

    /**
     * Public for the tests of those who handle it.
     *
     * @param fault the fault's name
     * @param status the HTTP status that suits
     */
    public InjectedFault(String fault, int status, String message) {
        super(message, null, false, false);
        this.fault = fault;
        this.status = status;
    }

    /** The fault's name. */
    public String fault() {
        return fault;
    }

    /** The HTTP status that suits, where nobody handles this. */
    public int status() {
        return status;
    }
}
