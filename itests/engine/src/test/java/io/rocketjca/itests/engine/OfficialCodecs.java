package io.rocketjca.itests.engine;

import io.rocketjca.itests.fixture.OfficialCodec;
import io.rocketjca.itests.fixture.RocketMQVersion;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The official codecs of all releases that we speak to. */
final class OfficialCodecs implements AutoCloseable {

    private final Map<RocketMQVersion, OfficialCodec> codecs = new EnumMap<>(RocketMQVersion.class);

    OfficialCodecs(Path home) {
        for (RocketMQVersion version : RocketMQVersion.values()) {
            codecs.put(version, OfficialCodec.start(version, home));
        }
    }

    OfficialCodec of(RocketMQVersion version) {
        return codecs.get(version);
    }

    /** Every release with each of its cases. */
    static Stream<Arguments> withEach(Function<RocketMQVersion, Stream<?>> cases) {
        return Stream.of(RocketMQVersion.values())
                .flatMap(version -> cases.apply(version).map(each -> Arguments.of(version, each)));
    }

    @Override
    public void close() {
        codecs.values().forEach(OfficialCodec::close);
    }
}
