package dev.breakwater.chaos.fault;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A request, as far as a fault may choose by it.
 *
 * @param method the HTTP method, in capitals
 * @param path the decoded path, from the first slash
 * @param header gives a header's value by its name, whatever the case; null where it is not there
 */
public record Call(String method, String path, UnaryOperator<@Nullable String> header) {}
