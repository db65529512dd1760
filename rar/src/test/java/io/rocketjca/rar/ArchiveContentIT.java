package io.rocketjca.rar;

import static org.assertj.core.api.Assertions.assertThat;

import io.rocketjca.impl.contract.Must;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is in {@code rocketjca.rar}, file by file. */
class ArchiveContentIT {

    private static final long MAX_BYTES = 4L << 20;
    private static final Pattern VERSION = Pattern.compile("-[0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT|\\.Final)?");

    @Test
    @Must({"I1", "I2", "I3", "I4"})
    void holdsExactlyTheseFilesAndNoLooseClass() throws Exception {
        assertThat(Archive.built().keySet().stream()
                        .map(name -> VERSION.matcher(name).replaceFirst("")))
                .containsExactlyInAnyOrder(
                        "META-INF/MANIFEST.MF",
                        "rocketjca-api.jar",
                        "rocketjca-impl.jar",
                        "netty-buffer.jar",
                        "netty-codec-base.jar",
                        "netty-common.jar",
                        "netty-handler.jar",
                        "netty-resolver.jar",
                        "netty-transport.jar",
                        "netty-transport-classes-epoll.jar",
                        "netty-transport-native-epoll-linux-aarch_64.jar",
                        "netty-transport-native-epoll-linux-x86_64.jar",
                        "netty-transport-native-unix-common.jar",
                        "slf4j-api.jar",
                        "slf4j-jdk14.jar");
    }

    @Test
    void isSmall() throws Exception {
        assertThat(Files.size(Archive.BUILT)).isBetween(1L << 20, MAX_BYTES);
    }

    @Test
    void letsWildFlyGiveItTheModulesThatNettyNeeds() throws Exception {
        Manifest manifest =
                new Manifest(new ByteArrayInputStream(Archive.built().get("META-INF/MANIFEST.MF")));

        assertThat(manifest.getMainAttributes().getValue("Dependencies"))
                .isEqualTo("jdk.unsupported, jdk.jfr optional");
    }

    @Test
    @Must("I4")
    void bringsTheNativeLibraries() throws Exception {
        assertThat(allFilesInJars())
                .contains(
                        "META-INF/native/libnetty_transport_native_epoll_x86_64.so",
                        "META-INF/native/libnetty_transport_native_epoll_aarch_64.so");
    }

    @Test
    void holdsNeitherTheOfficialClientNorItsLibraries() throws Exception {
        assertThat(allFilesInJars())
                .noneMatch(name -> name.startsWith("org/apache/rocketmq"))
                .noneMatch(name -> name.contains("fastjson"))
                .noneMatch(name -> name.startsWith("com/google/"));
    }

    @Test
    @Must("I5")
    void speaksJakartaOnlyAndBringsNoEnterpriseApiOfItsOwn() throws Exception {
        assertThat(allFilesInJars())
                .noneMatch(name -> name.startsWith("jakarta/"))
                .noneMatch(name -> name.startsWith("javax/"));
        List<String> javaxUsers = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : ourClasses().entrySet()) {
            String code = new String(file.getValue(), StandardCharsets.ISO_8859_1);
            if (Pattern.compile("javax/(resource|ejb|enterprise|inject|transaction/[A-Z]|json|validation)")
                    .matcher(code)
                    .find()) {
                javaxUsers.add(file.getKey());
            }
        }
        assertThat(javaxUsers).isEmpty();
        assertThat(ourClasses()).hasSizeGreaterThan(20);
    }

    @Test
    @Must({"G1", "G4", "K3"})
    void hasOneConnectorOneConnectionDefinitionAndNoBeansXml() throws Exception {
        assertThat(annotatedWith("Ljakarta/resource/spi/Connector;"))
                .containsExactly("io/rocketjca/impl/connector/RocketMQResourceAdapter.class");
        assertThat(annotatedWith("Ljakarta/resource/spi/ConnectionDefinition;"))
                .containsExactly("io/rocketjca/impl/connector/RocketMQManagedConnectionFactory.class");
        assertThat(allFilesInJars()).noneMatch(name -> name.endsWith("beans.xml"));
    }

    private static List<String> annotatedWith(String descriptor) throws IOException {
        return ourClasses().entrySet().stream()
                .filter(file -> new String(file.getValue(), StandardCharsets.ISO_8859_1).contains(descriptor))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Map<String, byte[]> ourClasses() throws IOException {
        Map<String, byte[]> classes = new TreeMap<>();
        for (Map.Entry<String, byte[]> jar : Archive.built().entrySet()) {
            if (jar.getKey().startsWith("rocketjca-")) {
                classes.putAll(Archive.nested(jar.getValue()));
            }
        }
        classes.keySet().removeIf(name -> !name.endsWith(".class"));
        return classes;
    }

    private static List<String> allFilesInJars() throws IOException {
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, byte[]> jar : Archive.built().entrySet()) {
            if (jar.getKey().endsWith(".jar")) {
                names.addAll(Archive.nested(jar.getValue()).keySet());
            }
        }
        return names;
    }
}
