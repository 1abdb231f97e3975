package dev.breakwater.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The check bites: what the API server would refuse, or silently drop, is a finding. */
class StrictCheckTest {
    private static final String SOUND = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: shop
            spec:
              replicas: 2
              strategy:
                rollingUpdate:
                  maxUnavailable: 0
              selector:
                matchLabels:
                  app: shop
              template:
                metadata:
                  labels:
                    app: shop
                spec:
                  containers:
                    - name: shop
                      image: shop:1
                      env:
                        - name: OPEN
                          value: "true"
                      resources:
                        limits:
                          memory: 256Mi
            """;

    @Test
    void findsNothingInASoundManifest() {
        assertThat(findings("", "")).isEmpty();
    }

    @Test
    void findsAMisspeltField() {
        assertThat(findings("maxUnavailable", "maxUnavailabel"))
                .singleElement()
                .asString()
                .startsWith("Deployment shop: there is no field 'maxUnavailabel' at /spec/strategy/rollingUpdate");
    }

    @Test
    void findsEveryMisspeltField() {
        assertThat(StrictCheck.findings(
                        Manifests.parse(SOUND.replace("replicas", "replica").replace("image:", "imgae:"))))
                .hasSize(2);
    }

    @Test
    void findsAFieldInTheWrongPlace() {
        assertThat(findings("  name: shop\nspec:", "  name: shop\n  replicas: 2\nspec:"))
                .singleElement()
                .asString()
                .contains("'replicas'");
    }

    @Test
    void findsAQuantityThatIsNone() {
        assertThat(findings("256Mi", "256MiB")).singleElement().asString().contains("256MiB");
    }

    @Test
    void findsATextThatShouldBeANumber() {
        assertThat(findings("replicas: 2", "replicas: two"))
                .singleElement()
                .asString()
                .contains("replicas");
    }

    @Test
    void findsABooleanThatShouldBeAText() {
        assertThat(findings("\"true\"", "true")).singleElement().asString().contains("value");
    }

    @Test
    void findsAKindThatItsVersionHasNot() {
        assertThat(findings("apps/v1", "apps/v1beta1"))
                .containsExactly("Deployment shop: Kubernetes has no such kind in this apiVersion");
    }

    private static List<String> findings(String sound, String broken) {
        return StrictCheck.findings(Manifests.parse(SOUND.replace(sound, broken)));
    }
}
