package io.rocketjca.cdi;

import io.rocketjca.IllegalMessageException;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Writes payloads as JSON with the server's JSON-B, made when the application first needs it. Safe for use by many threads.
 */
final class JsonPayloads {

    private static final Logger LOG = System.getLogger(JsonPayloads.class.getName());

    private final AtomicReference<Jsonb> jsonb = new AtomicReference<>();

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
        try {
            return jsonb().toJson(payload).getBytes(StandardCharsets.UTF_8);
        } catch (RuntimeException e) {
            throw new IllegalMessageException(
                    "JSON-B cannot write an object of class "
                            + payload.getClass().getName() + " as JSON: " + e.getMessage(),
                    e);
        }
    }

    /** Closes the JSON-B instance; a later write makes a new one. */
    void close() {
        close(jsonb.getAndSet(null));
    }

    private Jsonb jsonb() {
        Jsonb known = jsonb.get();
        if (known != null) {
            return known;
        }
        Jsonb created = JsonbBuilder.create();
        if (jsonb.compareAndSet(null, created)) {
            return created;
        }
        close(created);
        return jsonb();
    }

    private static void close(Jsonb unused) {
        if (unused == null) {
            return;
        }
        try {
            unused.close();
        } catch (Exception e) {
            LOG.log(Logger.Level.WARNING, "jsonb=closeFailed", e);
        }
    }
}
