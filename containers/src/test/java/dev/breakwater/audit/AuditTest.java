package dev.breakwater.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.breakwater.manifests.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditTest {
    @TempDir
    private Path advisories;

    private Audit audit;

    @BeforeEach
    void threeComponents() throws IOException {
        audit = new Audit(new JsonMapper().readTree("""
                {"components":[
                  {"purl":"pkg:maven/org.example/soup@1.2.0","group":"org.example","name":"soup","version":"1.2.0"},
                  {"purl":"pkg:maven/org.example/salad@2.0.1","group":"org.example","name":"salad","version":"2.0.1"},
                  {"purl":"pkg:maven/org.example/salad@3.0.0","group":"org.example","name":"salad","version":"3.0.0"}
                ]}"""));
    }

    @Test
    void findsAVersionThatAnAdvisoryLists() throws IOException {
        advise("org.example:soup", "\"versions\":[\"1.1.9\",\"1.2.0\"]");
        assertThat(audit.findings(advisories)).containsExactly("org.example:soup 1.2.0: TEST-1 too salty");
    }

    @Test
    void passesAVersionThatAnAdvisoryDoesNotList() throws IOException {
        advise("org.example:soup", "\"versions\":[\"1.1.9\"]");
        assertThat(audit.findings(advisories)).isEmpty();
    }

    @Test
    void passesAPackageThatWeDoNotHave() throws IOException {
        advise("org.example:bread", "\"versions\":[\"1.2.0\"]");
        assertThat(audit.findings(advisories)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'introduced':'0'}                                                              | 2.0.1 3.0.0",
                "{'introduced':'0'},{'fixed':'2.0.2'}                                            | 2.0.1",
                "{'introduced':'0'},{'fixed':'2.0.1'}                                            |",
                "{'introduced':'2.0.1'},{'fixed':'2.0.10'}                                       | 2.0.1",
                "{'introduced':'2.0.2'},{'fixed':'3.0.0'}                                        |",
                "{'introduced':'0'},{'last_affected':'2.0.1'}                                    | 2.0.1",
                "{'introduced':'0'},{'last_affected':'2.0.0'}                                    |",
                "{'introduced':'0'},{'fixed':'2.0.0'},{'introduced':'3.0.0-rc1'},{'fixed':'3.1'} | 3.0.0",
                "{'introduced':'3.0.0-rc1'},{'fixed':'3.1'},{'introduced':'0'},{'fixed':'2.0.0'} | 3.0.0"
            })
    void findsWhatIsInARange(String events, String found) throws IOException {
        String range = "\"ranges\":[{\"type\":\"ECOSYSTEM\",\"events\":[" + events.replace('\'', '"') + "]}]";
        List<String> expected = Stream.of(found == null ? new String[0] : found.split(" "))
                .map(version -> "org.example:salad " + version + ": TEST-1 too salty")
                .toList();
        advise("org.example:salad", range);
        assertThat(audit.findings(advisories)).isEqualTo(expected);
        advise("org.example:salad", "\"versions\":[\"1.0.0\"]," + range);
        assertThat(audit.findings(advisories))
                .as("with other versions listed, too")
                .isEqualTo(expected);
    }

    /** The real one: how to bring the files is written in docs/running.md. */
    @Test
    @EnabledIfSystemProperty(named = "osv.database", matches = ".+", disabledReason = "no -Dosv.database=DIRECTORY")
    void nothingThatIsShippedIsAffected() {
        Audit shipped = new Audit(Audit.read(Project.ROOT.resolve("target/sbom.json")));
        assertThat(shipped.size()).isGreaterThan(100);
        assertThat(shipped.findings(Path.of(System.getProperty("osv.database"))))
                .isEmpty();
    }

    private void advise(String artifact, String affected) throws IOException {
        Files.writeString(advisories.resolve("TEST-1.json"), """
                {"id":"TEST-1","summary":"too salty",
                 "affected":[{"package":{"ecosystem":"Maven","name":"%s"},%s}]}""".formatted(artifact, affected));
    }
}
