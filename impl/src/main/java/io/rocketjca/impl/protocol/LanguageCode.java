package io.rocketjca.impl.protocol;

/** The implementation language that a sender announces; the ordinal is its byte in the binary header. */
public enum LanguageCode {
    JAVA,
    CPP,
    DOTNET,
    PYTHON,
    DELPHI,
    ERLANG,
    RUBY,
    OTHER,
    HTTP,
    GO,
    PHP,
    OMS,
    RUST,
    NODE_JS
}
