package io.rocketjca.impl.protocol;

/** The two forms in which a frame's header can be written; every frame says which one it uses. */
public enum HeaderEncoding {
    /** A JSON object. What servers since 5.0 answer with, and the only form for request codes above 32,767. */
    JSON(0),
    /** Fixed fields and length-prefixed texts, called ROCKETMQ by the protocol. */
    BINARY(1);

    private final int wireByte;

    HeaderEncoding(int wireByte) {
        this.wireByte = wireByte;
    }

    /** The top byte of the header word. */
    public int wireByte() {
        return wireByte;
    }
}
