package io.rocketjca.impl.fake;

/** The two forms of a header; the ordinal is the serialise type on the wire. */
public enum FakeEncoding {
    JSON,
    BINARY
}
