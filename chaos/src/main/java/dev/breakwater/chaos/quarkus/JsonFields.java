package dev.breakwater.chaos.quarkus;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A JSON object's fields, read strictly: what is misspelt, given twice or of the wrong type is refused and said. */
final class JsonFields {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String path;
    private final JsonNode object;

    private JsonFields(String path, JsonNode object, List<String> known) {
        this.path = path;
        this.object = object;
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        path + name + " is not known here; known are " + String.join(", ", known));
            }
        }
    }

    /**
     * A body's fields.
     *
     * @param known all there may be
     * @throws IllegalArgumentException where the body is no JSON object, or has other fields
     */
    static JsonFields of(@Nullable Buffer body, List<String> known) {
        JsonNode root = parse(body == null ? new byte[0] : body.getBytes());
        if (!root.isObject()) {
            throw new IllegalArgumentException("the body must be a JSON object");
        }
        return new JsonFields("", root, known);
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            throw new IllegalArgumentException(
                    (e.getOriginalMessage().startsWith("Duplicate field")
                                    ? "the body has a field twice"
                                    : "the body is not JSON")
                            + " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // never: the bytes are here
        }
    }

    @Nullable
    String text(String name) {
        return value(name, "a text", JsonNode::isTextual, JsonNode::textValue);
    }

    @Nullable
    Double number(String name) {
        return value(name, "a number", JsonNode::isNumber, JsonNode::doubleValue);
    }

    @Nullable
    Long wholeNumber(String name) {
        return value(name, "a whole number", JsonFields::isWhole, JsonNode::longValue);
    }

    /** The fields of an object in this one. */
    @Nullable
    JsonFields object(String name, List<String> known) {
        return value(name, "an object", JsonNode::isObject, inner -> new JsonFields(path + name + ".", inner, known));
    }

    private static boolean isWhole(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong();
    }

    /** Null where the field is left out, or is null. */
    private <T> @Nullable T value(
            String name, String expected, Predicate<JsonNode> fits, Function<JsonNode, T> convert) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!fits.test(value)) {
            throw new IllegalArgumentException(path + name + " must be " + expected);
        }
        return convert.apply(value);
    }
}
