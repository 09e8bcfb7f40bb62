package org.dermoscope.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names that one manifest gives and another one uses: strict schemas do not see them. */
class KubernetesManifestsTest {
    private static final Path BASE = Path.of(Objects.requireNonNull(System.getProperty("dermoscope.project-root")))
            .resolve("deploy/kubernetes/base");
    private static final Set<String> PROBED = Set.of("/q/health/started", "/q/health/ready", "/q/health/live");
    private static final String NAME = "app.kubernetes.io/name";

    private final List<JsonNode> manifests = manifests();
    private final List<JsonNode> workloads = manifests.stream()
            .filter(m -> Set.of("Deployment", "StatefulSet").contains(kind(m)))
            .toList();

    @Test
    void theKustomizationNamesEveryFile() throws IOException {
        JsonNode resources = new YAMLMapper()
                .readTree(BASE.resolve("kustomization.yaml").toFile())
                .required("resources");
        Set<String> named = new HashSet<>();
        resources.forEach(resource -> named.add(resource.asText()));
        try (Stream<Path> files = Files.list(BASE)) {
            assertThat(named)
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString())
                                    .filter(file -> !file.equals("kustomization.yaml"))
                                    .toList());
        }
    }

    @Test
    void everySelectorFindsAWorkload() {
        Set<JsonNode> labels = new HashSet<>();
        workloads.forEach(w -> labels.add(w.at("/spec/template/metadata/labels")));
        assertThat(workloads)
                .hasSize(2)
                .allSatisfy(workload -> assertThat(workload.at("/spec/selector/matchLabels"))
                        .isEqualTo(workload.at("/spec/template/metadata/labels")));
        assertThat(ofKind("Service"))
                .hasSize(2)
                .allSatisfy(service -> assertThat(labels).contains(service.at("/spec/selector")));
        assertThat(ofKind("PodDisruptionBudget"))
                .hasSize(1)
                .allSatisfy(budget -> assertThat(labels).contains(budget.at("/spec/selector/matchLabels")));
        assertThat(ofKind("NetworkPolicy")
                        .map(policy -> policy.at("/spec/podSelector/matchLabels/app.kubernetes.io~1name"))
                        .filter(JsonNode::isTextual))
                .hasSize(2)
                .allSatisfy(name -> assertThat(labels)
                        .anySatisfy(label -> assertThat(label.get(NAME)).isEqualTo(name)));
    }

    @Test
    void everyPortThatIsUsedIsOpen() {
        assertThat(workloads).allSatisfy(workload -> {
            JsonNode container = container(workload);
            String port = container.at("/ports/0/name").asText();
            for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
                JsonNode request = container.required(probe).required("httpGet");
                assertThat(request.required("port").asText()).isEqualTo(port);
                assertThat(request.required("path").asText()).isIn(PROBED);
            }
        });
        assertThat(ofKind("Service"))
                .allSatisfy(service -> assertThat(workloads)
                        .filteredOn(w -> w.at("/spec/template/metadata/labels").equals(service.at("/spec/selector")))
                        .singleElement()
                        .satisfies(workload -> {
                            JsonNode port = container(workload).at("/ports/0");
                            assertThat(service.at("/spec/ports/0/targetPort")).isEqualTo(port.get("name"));
                            assertThat(service.at("/spec/ports/0/port")).isEqualTo(port.get("containerPort"));
                        }));
    }

    @Test
    void everyVolumeClaimSecretAndSettingThatIsUsedIsThere() {
        Set<String> claims = names("PersistentVolumeClaim");
        Set<String> settings = names("ConfigMap");
        assertThat(workloads).allSatisfy(workload -> {
            Set<String> volumes = new HashSet<>();
            workload.at("/spec/template/spec/volumes").forEach(volume -> {
                volumes.add(volume.required("name").asText());
                JsonNode claim = volume.at("/persistentVolumeClaim/claimName");
                assertThat(claim.isMissingNode() || claims.contains(claim.asText()))
                        .isTrue();
            });
            JsonNode container = container(workload);
            container
                    .required("volumeMounts")
                    .forEach(mount ->
                            assertThat(volumes).contains(mount.required("name").asText()));
            assertThat(settings)
                    .contains(container.at("/envFrom/0/configMapRef/name").asText());
            container
                    .required("env")
                    .findValues("secretKeyRef")
                    .forEach(secret ->
                            assertThat(secret.required("name").asText()).isEqualTo("dermoscope"));
        });
    }

    @Test
    void noContainerMayDoMoreThanItNeeds() {
        assertThat(workloads).allSatisfy(workload -> {
            JsonNode pod = workload.at("/spec/template/spec");
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(10001);
            assertThat(pod.at("/automountServiceAccountToken").asBoolean(true)).isFalse();
            JsonNode security = container(workload).required("securityContext");
            assertThat(security.at("/readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(security.at("/allowPrivilegeEscalation").asBoolean(true)).isFalse();
            assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
        });
    }

    private static List<JsonNode> manifests() {
        List<JsonNode> manifests = new ArrayList<>();
        try (Stream<Path> files = Files.list(BASE)) {
            for (Path file : files.sorted().toList()) {
                try (MappingIterator<JsonNode> documents =
                        new YAMLMapper().readerFor(JsonNode.class).readValues(file.toFile())) {
                    documents.forEachRemaining(manifests::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return manifests;
    }

    private Stream<JsonNode> ofKind(String kind) {
        return manifests.stream().filter(manifest -> kind(manifest).equals(kind));
    }

    private Set<String> names(String kind) {
        Set<String> names = new HashSet<>();
        ofKind(kind).forEach(manifest -> names.add(manifest.at("/metadata/name").asText()));
        return names;
    }

    private static String kind(JsonNode manifest) {
        return manifest.required("kind").asText();
    }

    private static JsonNode container(JsonNode workload) {
        return workload.at("/spec/template/spec/containers/0");
    }
}
