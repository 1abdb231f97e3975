package dev.breakwater.recommendation;

/** The cache is well, but has nothing for this customer. Stackless: it is no defect. */
final class NothingRememberedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NothingRememberedException(String customerId) {
        super("nothing is remembered for customer " + customerId, null, false, false);
    }
}
