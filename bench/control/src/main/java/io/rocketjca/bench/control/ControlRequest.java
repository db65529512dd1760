package io.rocketjca.bench.control;

import jakarta.resource.spi.ConnectionRequestInfo;

/** All connections are alike. */
enum ControlRequest implements ConnectionRequestInfo {
    ANY
}
