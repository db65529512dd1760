package io.rocketjca.impl.protocol;

import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The JSON-P factories with which one owner reads and writes bodies. Immutable; the factories are safe to share.
 *
 * <p>Each owner makes its own, because JSON-P finds its provider by the context class loader of the thread that asks first: a
 * static one would tie the adapter to whichever application that was.
 */
public final class JsonBodies {

    private final JsonParserFactory parsers;
    private final JsonGeneratorFactory generators;

    public JsonBodies(JsonProvider provider) {
        this.parsers = provider.createParserFactory(Map.of());
        this.generators = provider.createGeneratorFactory(Map.of());
    }

    /** With the provider that the context class loader of the calling thread knows. */
    public static JsonBodies ofContextClassLoader() {
        return new JsonBodies(JsonProvider.provider());
    }

    /** A body in UTF-8. */
    public byte[] write(Consumer<JsonGenerator> content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = generators.createGenerator(out, StandardCharsets.UTF_8)) {
            content.accept(json);
        }
        return out.toByteArray();
    }

    /** A parser over a body in UTF-8; the caller closes it. */
    public JsonParser parser(byte[] body) {
        return parsers.createParser(new ByteArrayInputStream(body), StandardCharsets.UTF_8);
    }
}
