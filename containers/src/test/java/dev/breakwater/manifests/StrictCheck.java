package dev.breakwater.manifests;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads manifests as the API server would, field by field, into the classes that fabric8 generates from Kubernetes' own
 * schemas. Those classes put a field they do not know aside; here it is a finding, and so are a value of another type
 * and a quantity that is none.
 */
final class StrictCheck {
    private final List<String> findings = new ArrayList<>();
    private final ObjectMapper strict = JsonMapper.builder()
            .annotationIntrospector(new NothingPutAside())
            .addHandler(new UnknownFields())
            .configure(MapperFeature.ALLOW_COERCION_OF_SCALARS, false)
            .withCoercionConfig(
                    LogicalType.Textual,
                    textual -> textual.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();
    private String subject = "";

    private StrictCheck() {}

    /** What is wrong with these manifests, each as kind, name, place and reason; empty where nothing is. */
    static List<String> findings(Manifests manifests) {
        StrictCheck check = new StrictCheck();
        manifests.all().forEach(check::read);
        return check.findings;
    }

    private void read(JsonNode manifest) {
        subject = manifest.path("kind").asText() + " " + Manifests.name(manifest);
        try {
            Class<?> model = model(manifest);
            if (model == GenericKubernetesResource.class) {
                findings.add(subject + ": Kubernetes has no such kind in this apiVersion");
            } else {
                strict.treeToValue(manifest, model);
            }
        } catch (JsonProcessingException | RuntimeException e) {
            findings.add(subject + ": " + e.getMessage());
        }
    }

    private static Class<?> model(JsonNode manifest) {
        return Serialization.unmarshal(
                        "{\"apiVersion\":%s,\"kind\":%s}".formatted(manifest.path("apiVersion"), manifest.path("kind")))
                .getClass();
    }

    private final class UnknownFields extends DeserializationProblemHandler {
        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser parser,
                JsonDeserializer<?> deserializer,
                Object target,
                String field)
                throws IOException {
            findings.add(subject + ": there is no field '" + field + "' at "
                    + parser.getParsingContext().pathAsPointer());
            parser.skipChildren();
            return true;
        }
    }

    private static final class NothingPutAside extends JacksonAnnotationIntrospector {
        @Override
        public Boolean hasAnySetter(Annotated method) {
            return false;
        }

        @Override
        public Object findDeserializer(Annotated annotated) {
            return annotated.getRawType() == Quantity.class ? StrictQuantity.class : super.findDeserializer(annotated);
        }
    }

    /** The grammar of <a href="https://pkg.go.dev/k8s.io/apimachinery/pkg/api/resource#Quantity">Quantity</a>. */
    static final class StrictQuantity extends JsonDeserializer<Quantity> {
        private static final Pattern QUANTITY =
                Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\\d+)?");

        @Override
        public Quantity deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getText();
            if (!QUANTITY.matcher(text).matches()) {
                throw context.weirdStringException(text, Quantity.class, "not a quantity");
            }
            return Quantity.parse(text);
        }
    }
}
