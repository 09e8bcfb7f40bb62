package org.dermoscope.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

/** The settings that docs/security.md gives for TLS, with a certificate made by the JDK's keytool. */
@QuarkusTest
@TestProfile(TlsTest.Profile.class)
class TlsTest {
    private static final Path STORE = Path.of("target", "tls", "keystore.p12").toAbsolutePath();
    private static final String PASSWORD = "password-of-the-test";

    /** A service that speaks nothing but TLS. */
    public static class Profile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            makeKeyStore();
            return Map.of(
                    "quarkus.tls.https.key-store.p12.path", STORE.toString(),
                    "quarkus.tls.https.key-store.p12.password", PASSWORD,
                    "quarkus.http.tls-configuration-name", "https",
                    "quarkus.http.insecure-requests", "disabled",
                    "quarkus.http.test-ssl-port", "0");
        }
    }

    @TestHTTPResource(value = "/", tls = true)
    @SuppressWarnings("NullAway.Init")
    URL url;

    private static void makeKeyStore() {
        try {
            Files.createDirectories(STORE.getParent());
            Files.deleteIfExists(STORE);
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "service",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=localhost",
                            "-ext",
                            "SAN=dns:localhost,ip:127.0.0.1",
                            "-validity",
                            "2",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            STORE.toString(),
                            "-storepass",
                            PASSWORD)
                    .inheritIO()
                    .start();
            assertThat(keytool.waitFor()).isZero();
        } catch (IOException e) {
            throw new IllegalStateException("keytool cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static SSLContext trusting() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(STORE)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("service", store.getCertificate("service"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static HttpResponse<String> get(HttpClient client, URI uri) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    @Test
    void answersOverTlsAndTellsBrowsersToStayWithIt() throws Exception {
        HttpClient client = HttpClient.newBuilder().sslContext(trusting()).build();
        HttpResponse<String> answer = get(client, url.toURI().resolve("/probe/number/1?q=2"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("3");
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).hasValue("max-age=31536000");
    }

    @Test
    void whoDoesNotKnowTheCertificateDoesNotTalk() {
        assertThatThrownBy(() -> get(HttpClient.newHttpClient(), url.toURI()))
                .isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void nothingIsAnsweredWithoutTls() throws Exception {
        assertThat(RawHttp.send(url.getPort(), RawHttp.get("/probe/log"))).doesNotContain("HTTP/1.1");
    }
}
