package dev.breakwater.resilience.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.resilience.Resilience;
import dev.breakwater.resilience.policy.PolicyConfig;
import dev.breakwater.resilience.policy.PolicyProperties;
import dev.breakwater.resilience.ratelimit.RateLimitConfig;
import dev.breakwater.resilience.ratelimit.RateLimitProperties;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README tells of every property there is, of no other, and its examples are good ones. */
class ReadmeTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (\\S+) \\| ([^|]+) \\| ([^|]+) \\|$");
    private static final Pattern EXAMPLE = Pattern.compile("```properties\n(.*?)```", Pattern.DOTALL);

    private final String readme = read();

    private static String read() {
        try {
            return Files.readString(Path.of("README.md"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Each property of the tables with its default; each row has a range and a meaning, or it is none. */
    private Map<String, String> documented() {
        String section = readme.substring(readme.indexOf("## Properties"), readme.indexOf("### All properties"));
        Map<String, String> found = new TreeMap<>();
        ROW.matcher(section)
                .results()
                .forEach(row -> found.put(row.group(1), row.group(2).replace("`", "")));
        return found;
    }

    private static Map<String, String> existing() {
        Map<String, String> found = new TreeMap<>(PolicyProperties.write(PolicyConfig.DEFAULTS));
        found.put("resilience.enabled", "true");
        found.put("resilience.deadlines.<name>", "none");
        RateLimitProperties.write(RateLimitConfig.DEFAULTS)
                .forEach((name, value) -> found.put("resilience.rate-limits.<name>." + name, value));
        addMapped(ClientsConfig.class, "resilience.clients.", found);
        addMapped(BalancersConfig.Balancer.class, "resilience.balancers.<name>.", found);
        return found;
    }

    /** What a mapping reads, under the names that it derives from its methods. */
    private static void addMapped(Class<?> mapping, String prefix, Map<String, String> found) {
        for (Method method : mapping.getDeclaredMethods()) {
            assertThat(method.isAnnotationPresent(WithName.class))
                    .as("another name than derived")
                    .isFalse();
            String name = prefix + method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
            WithDefault value = method.getAnnotation(WithDefault.class);
            boolean isGroup =
                    BalancersConfig.class.equals(method.getReturnType().getDeclaringClass())
                            && method.getReturnType().isInterface();
            if (isGroup) {
                addMapped(method.getReturnType(), name + ".", found);
            } else {
                found.put(name, value == null ? "none" : value.value());
            }
        }
    }

    private List<SmallRyeConfig> examples() {
        List<SmallRyeConfig> found = new ArrayList<>();
        for (MatchResult example : EXAMPLE.matcher(readme).results().toList()) {
            SmallRyeConfigBuilder config =
                    new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(BalancersConfig.class);
            properties(example.group(1)).forEach((key, value) -> config.withDefaultValue((String) key, (String) value));
            found.add(config.build());
        }
        return found;
    }

    private static Properties properties(String text) {
        Properties read = new Properties();
        try {
            read.load(new StringReader(text));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return read;
    }

    @Test
    void itsTablesHaveEveryPropertyWithItsDefaultAndNoOther() {
        assertThat(documented()).isEqualTo(existing());
    }

    @Test
    void theExampleHasEveryPropertyAndNoOther() {
        Set<String> keys = new TreeSet<>();
        List<MatchResult> found = EXAMPLE.matcher(readme).results().toList();
        properties(found.get(found.size() - 1).group(1)).stringPropertyNames().forEach(key -> keys.add(generic(key)));
        assertThat(keys).isEqualTo(existing().keySet());
    }

    /** The key as the tables have it: without the names that a user gives. */
    private static String generic(String key) {
        return key.replaceFirst("^resilience\\.(fraud|advice)\\.", "")
                .replaceFirst("^(resilience\\.(?:deadlines|rate-limits|balancers))\\.[^.]+", "$1.<name>");
    }

    @Test
    void itsExamplesStartAndNothingIsOddAboutThem() {
        assertThat(examples()).hasSize(2).allSatisfy(config -> {
            Resilience resilience = new ConfiguredResilience().resilience(config, true);
            assertThat(resilience.policies()).containsKey("fraud");
            assertThat(new StartupLint(config).ofPolicies(resilience)).isEmpty();
            new RateLimits(resilience, config);
            new Balancers(config.getConfigMapping(BalancersConfig.class), resilience);
        });
    }
}
