package dev.breakwater.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.manifests.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final String MADE_UP = "0123456789abcdef".repeat(3);

    @TempDir
    private Path repository;

    @Test
    void thisRepositoryHasNone() {
        assertThat(Secrets.in(Project.ROOT)).isEmpty();
    }

    // In pieces: whole, this file would be a finding.
    @Test
    void findsWhatIsKnownByItsForm() throws IOException {
        assertThat(write(
                        "notes.txt",
                        "-----BEGIN RSA PRIVATE" + " KEY-----",
                        "gh" + "p_" + MADE_UP,
                        "AK" + "IA" + "Q".repeat(16)))
                .containsExactly(
                        "notes.txt:1: a private key", "notes.txt:2: a GitHub token", "notes.txt:3: an AWS access key");
    }

    @Test
    void findsAPasswordInAnAddress() throws IOException {
        assertThat(write("Notes.java", "redis:" + "//cache:hunter2@redis:6379"))
                .containsExactly("Notes.java:1: an address with a password");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quarkus.datasource.password=hunter2hunter2",
                "  POSTGRES_PASSWORD: hunter2hunter2",
                "export CHAOS_TOKEN='hunter2hunter2'",
                "\"api-key\": \"hunter2hunter2\""
            })
    void findsAPasswordThatIsWrittenOutInConfiguration(String line) throws IOException {
        assertThat(write("settings.env", line)).containsExactly("settings.env:1: 'hunter2hunter2' is written out");
        assertThat(write("Settings.java", line)).isEmpty();
    }

    @Test
    void findsAPasswordThatIsWrittenOutInAManifest() throws IOException {
        assertThat(write(
                        "deployment.yaml",
                        "- name: CHAOS_TOKEN",
                        "  value: hunter22",
                        "- name: POSTGRES_PASSWORD # ours",
                        "  value: \"hunter22\"",
                        "- name: CHAOS_ENABLED",
                        "  value: hunter22",
                        "- name: CHAOS_TOKEN",
                        "  value: $(OTHER)",
                        "- name: CHAOS_TOKEN",
                        "  valueFrom: whatever"))
                .containsExactly(
                        "deployment.yaml:2: 'hunter22' is written out", "deployment.yaml:4: 'hunter22' is written out");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:-breakwater}",
                "password=$(made_up)",
                "quarkus.datasource.password=postgres",
                "CHAOS_TOKEN:",
                "http://127.0.0.1:8081/checkout"
            })
    void passesReferencesAndWhatIsOpenAnyway(String line) throws IOException {
        assertThat(write("settings.env", line)).isEmpty();
    }

    private List<String> write(String file, String... lines) throws IOException {
        try (var old = Files.list(repository)) {
            for (Path each : old.toList()) {
                Files.delete(each);
            }
        }
        Files.write(repository.resolve(file), List.of(lines));
        return Secrets.in(repository);
    }
}
