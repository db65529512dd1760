package io.rocketjca.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rocketjca.IllegalMessageException;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonPayloadsTest {

    private final List<String> calls = new ArrayList<>();

    /** A record as applications write them. */
    public record Order(String id) {}

    private Jsonb jsonb(String json) {
        return (Jsonb) Proxy.newProxyInstance(
                Jsonb.class.getClassLoader(), new Class<?>[] {Jsonb.class}, (proxy, method, arguments) -> {
                    calls.add(method.getName());
                    return method.getName().equals("toJson") ? json : null;
                });
    }

    @Test
    void aRecordThatWouldBeWrittenWithoutContentIsRefused() {
        JsonPayloads payloads = new JsonPayloads(() -> jsonb("{}"));
        assertThatThrownBy(() -> payloads.write(new Order("A-1")))
                .isInstanceOf(IllegalMessageException.class)
                .hasMessageContainingAll(Order.class.getName(), "class with getters");
        assertThat(payloads.write(new Object())).containsExactly('{', '}');
    }

    @Test
    void jsonbIsMadeOnceWhenItIsNeededAndClosedOnce() {
        List<String> made = new ArrayList<>();
        JsonPayloads payloads = new JsonPayloads(() -> {
            made.add("made");
            return jsonb("{\"value\":1}");
        });
        assertThat(made).isEmpty();
        payloads.write(new Order("A-1"));
        payloads.write(new Order("A-2"));
        assertThat(made).hasSize(1);
        payloads.close();
        payloads.close();
        assertThat(calls).filteredOn("close"::equals).hasSize(1);
    }

    @Test
    void nothingIsClosedThatWasNeverMade() {
        new JsonPayloads(() -> jsonb("{}")).close();
        assertThat(calls).isEmpty();
    }

    @Test
    void aServerWithoutJsonbIsToldOf() {
        JsonPayloads payloads = new JsonPayloads(() -> {
            throw new JsonbException("no provider");
        });
        assertThatThrownBy(() -> payloads.write("x"))
                .isInstanceOf(IllegalMessageException.class)
                .hasMessageContaining("no provider");
    }
}
