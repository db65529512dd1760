package io.rocketjca.cdi;

import io.rocketjca.IllegalMessageException;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Writes payloads as JSON with the server's JSON-B, made when the application first needs it. Safe for use by many threads.
 *
 * <p>JSON-B 3.0 does not speak of records, and some servers write every record as an empty object: that is refused here, so
 * that no message loses its content.
 */
final class JsonPayloads {

    private static final Logger LOG = System.getLogger(JsonPayloads.class.getName());

    private final Supplier<Jsonb> source;
    private final AtomicReference<Writer> writer = new AtomicReference<>();

    JsonPayloads() {
        this(JsonbBuilder::create);
    }

    JsonPayloads(Supplier<Jsonb> source) {
        this.source = source;
    }

    /**
     * Writes an object.
     *
     * @return JSON in UTF-8
     * @throws IllegalMessageException if there is no object, or JSON-B cannot write it
     */
    byte[] write(Object payload) {
        if (payload == null) {
            throw new IllegalMessageException("There is no object to write as JSON: json(null) was called");
        }
        return write(writer(), payload).getBytes(StandardCharsets.UTF_8);
    }

    /** Closes the JSON-B instance; a later write makes a new one. */
    void close() {
        Writer unused = writer.getAndSet(null);
        if (unused != null) {
            close(unused.jsonb());
        }
    }

    private static String write(Writer writer, Object payload) {
        if (payload instanceof Record && !writer.recordsToo()) {
            throw new IllegalMessageException("The JSON-B of this server writes records as empty objects: make "
                    + payload.getClass().getName()
                    + " a class with getters, or write the JSON yourself and call text()");
        }
        try {
            return writer.jsonb().toJson(payload);
        } catch (RuntimeException e) {
            throw new IllegalMessageException(
                    "JSON-B cannot write an object of class "
                            + payload.getClass().getName() + " as JSON: " + e.getMessage(),
                    e);
        }
    }

    private Writer writer() {
        Writer known = writer.get();
        if (known != null) {
            return known;
        }
        Writer created = create();
        if (writer.compareAndSet(null, created)) {
            return created;
        }
        close(created.jsonb());
        return writer();
    }

    private Writer create() {
        try {
            Jsonb jsonb = source.get();
            return new Writer(jsonb, jsonb.toJson(new Probe(1)).contains("1"));
        } catch (RuntimeException e) {
            throw new IllegalMessageException("The server has no JSON-B that works: " + e.getMessage(), e);
        }
    }

    private static void close(Jsonb unused) {
        try {
            unused.close();
        } catch (Exception e) {
            LOG.log(Logger.Level.WARNING, "jsonb=closeFailed", e);
        }
    }

    /** JSON-B, and whether it writes records. */
    private record Writer(Jsonb jsonb, boolean recordsToo) {}

    /**
     * Shows how JSON-B writes a record.
     *
     * @param value what has to be seen in the JSON
     */
    public record Probe(int value) {}
}
