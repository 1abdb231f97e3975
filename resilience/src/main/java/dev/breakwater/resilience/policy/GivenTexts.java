package dev.breakwater.resilience.policy;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Figures that somebody wrote down under their names, in a configuration or a request. Whatever does not read as it should
 * is refused with the name, the text and what it must be.
 *
 * @param byName a figure's text by its name; null where it is not given
 */
public record GivenTexts(Function<String, @Nullable String> byName) {

    /** The text as it was given; null where it was not. */
    public @Nullable String text(String name) {
        return byName.apply(name);
    }

    /**
     * What the text says.
     *
     * @param rest the answer where it is not given
     * @param expected what it must be, for the message
     * @param read makes a value of the text, or throws {@code IllegalArgumentException}
     * @throws IllegalArgumentException where the text does not read
     */
    public <T> T value(String name, T rest, String expected, Function<String, T> read) {
        String text = text(name);
        if (text == null) {
            return rest;
        }
        try {
            return read.apply(text.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " is " + text + "; it must be " + expected, e);
        }
    }

    /** The same for a whole number. */
    public int wholeNumber(String name, int rest) {
        return value(name, rest, "a whole number", Integer::valueOf);
    }

    /** The same for a number. */
    public double number(String name, double rest) {
        return value(name, rest, "a number", Double::valueOf);
    }
}
