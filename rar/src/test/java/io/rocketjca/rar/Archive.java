package io.rocketjca.rar;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Reads archives entry by entry, and writes changed copies of them. */
final class Archive {

    static final Path BUILT = Path.of("target", "rocketjca.rar");

    private Archive() {}

    /** All files of an archive by name, in their order. */
    static Map<String, byte[]> entries(InputStream archive) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(archive)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isDirectory()) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return entries;
    }

    static Map<String, byte[]> built() throws IOException {
        return entries(Files.newInputStream(BUILT));
    }

    static Map<String, byte[]> nested(byte[] jar) throws IOException {
        return entries(new ByteArrayInputStream(jar));
    }

    static byte[] pack(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** A copy of the built archive in which one class of the implementation is changed. */
    static void writeWithChangedClass(Path to, String classFile, UnaryOperator<byte[]> change) throws IOException {
        Map<String, byte[]> archive = built();
        String jar = archive.keySet().stream()
                .filter(name -> name.startsWith("rocketjca-impl"))
                .findFirst()
                .orElseThrow();
        Map<String, byte[]> classes = nested(archive.get(jar));
        classes.compute(classFile, (name, code) -> change.apply(code));
        archive.put(jar, pack(classes));
        Files.write(to, pack(archive));
    }

    /** Replaces a name in a class file by another one of the same length. */
    static byte[] renamed(byte[] classFile, String name, String other) {
        String text = new String(classFile, StandardCharsets.ISO_8859_1);
        if (name.length() != other.length() || !text.contains(name)) {
            throw new IllegalArgumentException(name + " cannot become " + other);
        }
        return text.replace(name, other).getBytes(StandardCharsets.ISO_8859_1);
    }
}
