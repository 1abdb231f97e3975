package dev.breakwater.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Iterator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the JSON object that a management request carries, read strictly: what is misspelt, given twice or of
 * the wrong type is answered with 400, which says what. A field that is left out, or is null, reads as null.
 */
public final class JsonFields {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String path;
    private final JsonNode object;

    private JsonFields(String path, JsonNode object, Collection<String> known) {
        this.path = path;
        this.object = object;
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw wrong(name, "is not known here; known are " + String.join(", ", known));
            }
        }
    }

    /**
     * A request's fields.
     *
     * @param known all there may be, in the order in which a refusal is to list them
     */
    public static JsonFields of(RoutingContext request, Collection<String> known) {
        Buffer body = request.body().buffer();
        JsonNode root = parse(body == null ? new byte[0] : body.getBytes());
        if (!root.isObject()) {
            throw new ProblemException(400, UnreadableJson.TITLE, "the body must be a JSON object");
        }
        return new JsonFields("", root, known);
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new ProblemException(UnreadableJson.describe(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // never: the bytes are here
        }
    }

    public @Nullable String text(String name) {
        return value(name, "a text", JsonNode::isTextual, JsonNode::textValue);
    }

    public @Nullable Double number(String name) {
        return value(name, "a number", JsonNode::isNumber, JsonNode::doubleValue);
    }

    public @Nullable Long wholeNumber(String name) {
        return value(name, "a whole number", JsonFields::isWhole, JsonNode::longValue);
    }

    public @Nullable Boolean flag(String name) {
        return value(name, "true or false", JsonNode::isBoolean, JsonNode::booleanValue);
    }

    /** The fields of an object in this one. */
    public @Nullable JsonFields object(String name, Collection<String> known) {
        return value(name, "an object", JsonNode::isObject, inner -> new JsonFields(path + name + ".", inner, known));
    }

    /** A value as a configuration file has it: a scalar as it is written, a list's values with commas between them. */
    public @Nullable String property(String name) {
        return value(
                name,
                "a text, a number, true, false or a list of such",
                value -> value.isValueNode() || value.isArray(),
                value -> value.isValueNode() ? value.asText() : joined(value));
    }

    /** What is wrong with a field. */
    public ProblemException wrong(String name, String message) {
        return new ProblemException(400, InvalidInput.TITLE, path + name + " " + message);
    }

    private static String joined(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(","));
    }

    private static boolean isWhole(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong();
    }

    private <T> @Nullable T value(
            String name, String expected, Predicate<JsonNode> fits, Function<JsonNode, T> convert) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!fits.test(value)) {
            throw wrong(name, "must be " + expected);
        }
        return convert.apply(value);
    }
}
