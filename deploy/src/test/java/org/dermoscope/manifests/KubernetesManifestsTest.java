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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names that one manifest gives and another one uses: strict schemas do not see them. */
class KubernetesManifestsTest {
    private static final Path DEPLOY = Path.of(Objects.requireNonNull(System.getProperty("dermoscope.project-root")))
            .resolve("deploy");
    private static final Path BASE = DEPLOY.resolve("kubernetes/base");
    private static final Path TRAINING = DEPLOY.resolve("kubernetes/overlays/gpu/training.yaml");
    private static final Path PROMETHEUS = DEPLOY.resolve("observability/prometheus");
    private static final Set<String> PROBED = Set.of("/q/health/started", "/q/health/ready", "/q/health/live");
    private static final Pattern SECRET = Pattern.compile(".*(KEY|TOKEN|SECRET|PASSWORD).*");
    private static final String NAME = "app.kubernetes.io/name";

    private final List<JsonNode> manifests = manifests();
    private final List<JsonNode> services = manifests.stream()
            .filter(m -> Set.of("Deployment", "StatefulSet").contains(kind(m)))
            .toList();
    private final List<JsonNode> workloads =
            Stream.concat(services.stream(), ofKind("CronJob")).toList();

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
        workloads.forEach(w -> labels.add(template(w).at("/metadata/labels")));
        assertThat(services)
                .hasSize(2)
                .allSatisfy(service -> assertThat(service.at("/spec/selector/matchLabels"))
                        .isEqualTo(template(service).at("/metadata/labels")));
        assertThat(ofKind("Service"))
                .hasSize(2)
                .allSatisfy(service -> assertThat(labels).contains(service.at("/spec/selector")));
        assertThat(ofKind("PodDisruptionBudget"))
                .hasSize(1)
                .allSatisfy(budget -> assertThat(labels).contains(budget.at("/spec/selector/matchLabels")));
        assertThat(template(named("Deployment", "inference")).at("/spec/topologySpreadConstraints"))
                .isNotEmpty()
                .allSatisfy(spread -> assertThat(labels).contains(spread.at("/labelSelector/matchLabels")));
    }

    @Test
    void everyPodHasThePoliciesThatItNeedsAndOnlyInferenceIsOpenToAll() {
        assertThat(named("NetworkPolicy", "closed").at("/spec"))
                .isEqualTo(json("{podSelector: {}, policyTypes: [Ingress, Egress]}"));
        assertThat(workloads).hasSize(3).allSatisfy(workload -> {
            String name = template(workload).at("/metadata/labels").get(NAME).asText();
            assertThat(selected("services-to-store")).contains(name);
            assertThat(selected(name.equals("inference") ? "inference" : "trainer"))
                    .contains(name);
            assertThat(selectedBy(storePolicy().at("/spec/ingress/0/from/0/podSelector")))
                    .contains(name);
        });
        assertThat(named("NetworkPolicy", "inference")
                        .at("/spec/ingress/0/from")
                        .isMissingNode())
                .isTrue();
        assertThat(named("NetworkPolicy", "trainer").at("/spec/ingress/0/from")).isNotEmpty();
    }

    @Test
    void everyPortThatIsUsedIsOpen() {
        assertThat(workloads).allSatisfy(workload -> {
            JsonNode container = container(workload);
            String port = container.at("/ports/0/name").asText();
            for (String probe : probes(workload)) {
                JsonNode request = container.required(probe).required("httpGet");
                assertThat(request.required("port").asText()).isEqualTo(port);
                assertThat(request.required("path").asText()).isIn(PROBED);
            }
        });
        assertThat(ofKind("Service"))
                .allSatisfy(service -> assertThat(services)
                        .filteredOn(w -> template(w).at("/metadata/labels").equals(service.at("/spec/selector")))
                        .singleElement()
                        .satisfies(workload -> {
                            JsonNode port = container(workload).at("/ports/0");
                            assertThat(service.at("/spec/ports/0/targetPort")).isEqualTo(port.get("name"));
                            assertThat(service.at("/spec/ports/0/port")).isEqualTo(port.get("containerPort"));
                        }));
    }

    /** A pod that runs one job takes no requests, so that nothing waits for it to be ready. */
    private static List<String> probes(JsonNode workload) {
        return kind(workload).equals("CronJob")
                ? List.of("startupProbe", "livenessProbe")
                : List.of("startupProbe", "readinessProbe", "livenessProbe");
    }

    @Test
    void aRolloutTakesNoPodAwayBeforeAnotherOneIsReady() {
        JsonNode inference = named("Deployment", "inference");
        assertThat(inference.at("/spec/strategy/rollingUpdate/maxUnavailable").asInt(1))
                .isZero();
        assertThat(container(inference).at("/readinessProbe/httpGet/path").asText())
                .isEqualTo("/q/health/ready");
        JsonNode scaler = named("HorizontalPodAutoscaler", "inference");
        assertThat(scaler.at("/spec/scaleTargetRef/name")).isEqualTo(inference.at("/metadata/name"));
        assertThat(scaler.at("/spec/minReplicas").asInt())
                .isGreaterThan(named("PodDisruptionBudget", "inference")
                        .at("/spec/minAvailable")
                        .asInt());
    }

    @Test
    void whatIsScaledByIsRecordedAndHandedOn() throws IOException {
        String metric = named("HorizontalPodAutoscaler", "inference")
                .at("/spec/metrics/0/pods/metric/name")
                .asText();
        JsonNode recorded =
                new YAMLMapper().readTree(PROMETHEUS.resolve("autoscaling.yml").toFile());
        assertThat(recorded.at("/groups/0/rules/0/record").asText()).isEqualTo(metric);
        JsonNode adapter =
                new YAMLMapper().readTree(PROMETHEUS.resolve("adapter.yml").toFile());
        assertThat(adapter.at("/rules/0/name/as").asText()).isEqualTo(metric);
        assertThat(adapter.at("/rules/0/seriesQuery").asText()).startsWith(metric + "{");
    }

    @Test
    void aTrainingRunsOneJobOnAGpuOfANodeOfItsOwnAndIsNotTriedAgainIfItFailed() {
        JsonNode training = named("CronJob", "training");
        assertThat(training.at("/spec/suspend").asBoolean()).isTrue();
        JsonNode pod = template(training).required("spec");
        assertThat(pod.required("restartPolicy").asText()).isEqualTo("Never");
        JsonNode apart = pod.at("/affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution/0");
        assertThat(apart.at("/topologyKey").asText()).isEqualTo("kubernetes.io/hostname");
        assertThat(selectedBy(apart.at("/labelSelector"))).contains("training", "trainer");
        JsonNode container = container(training);
        assertThat(container.at("/resources/limits/nvidia.com~1gpu").asText()).isEqualTo("1");
        assertThat(container.required("env").findValuesAsText("name"))
                .contains("DERMOSCOPE_JOB_ID", "DERMOSCOPE_JOB_REQUEST");
        JsonNode fails = training.at("/spec/jobTemplate/spec/podFailurePolicy/rules/0");
        assertThat(fails.at("/onExitCodes/containerName")).isEqualTo(container.get("name"));
        assertThat(fails.at("/onExitCodes/values/0").asInt()).isEqualTo(3);
    }

    @Test
    void everyVolumeClaimSecretAndSettingThatIsUsedIsThere() {
        Set<String> claims = names("PersistentVolumeClaim");
        Set<String> settings = names("ConfigMap");
        assertThat(workloads).allSatisfy(workload -> {
            Set<String> volumes = new HashSet<>();
            template(workload).at("/spec/volumes").forEach(volume -> {
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
                    .findValues("configMapKeyRef")
                    .forEach(setting -> assertThat(settings)
                            .contains(setting.required("name").asText()));
            container
                    .required("env")
                    .forEach(setting -> assertThat(setting.has("value"))
                            .as(setting.toString())
                            .isEqualTo(!SECRET.matcher(setting.required("name").asText())
                                            .matches()
                                    && !setting.has("valueFrom")));
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
            JsonNode pod = template(workload).required("spec");
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(10001);
            assertThat(pod.at("/automountServiceAccountToken").asBoolean(true)).isFalse();
            JsonNode security = container(workload).required("securityContext");
            assertThat(security.at("/readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(security.at("/allowPrivilegeEscalation").asBoolean(true)).isFalse();
            assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
            assertThat(container(workload).at("/resources/limits/memory").isTextual())
                    .isTrue();
        });
    }

    private static List<JsonNode> manifests() {
        List<JsonNode> manifests = new ArrayList<>();
        try (Stream<Path> files = Files.list(BASE)) {
            for (Path file : Stream.concat(files, Stream.of(TRAINING)).sorted().toList()) {
                manifests.addAll(documents(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return manifests;
    }

    private static List<JsonNode> documents(Path file) throws IOException {
        try (MappingIterator<JsonNode> documents =
                new YAMLMapper().readerFor(JsonNode.class).readValues(file.toFile())) {
            return documents.readAll();
        }
    }

    private static JsonNode storePolicy() {
        try {
            return documents(DEPLOY.resolve("kubernetes/store/network.yaml")).get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String yaml) {
        try {
            return new YAMLMapper().readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode named(String kind, String name) {
        return ofKind(kind)
                .filter(manifest -> manifest.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The names of the pods that a policy is for. */
    private Set<String> selected(String policy) {
        return selectedBy(named("NetworkPolicy", policy).at("/spec/podSelector"));
    }

    private static Set<String> selectedBy(JsonNode selector) {
        Set<String> names = new HashSet<>();
        JsonNode label = selector.at("/matchLabels/app.kubernetes.io~1name");
        if (label.isTextual()) {
            names.add(label.asText());
        }
        selector.at("/matchExpressions/0/values").forEach(value -> names.add(value.asText()));
        return names;
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

    /** The pod that a workload makes. */
    private static JsonNode template(JsonNode workload) {
        return workload.at(kind(workload).equals("CronJob") ? "/spec/jobTemplate/spec/template" : "/spec/template");
    }

    private static JsonNode container(JsonNode workload) {
        return template(workload).at("/spec/containers/0");
    }
}
