package io.rocketjca;

/** That a {@link TransactionChecker} is asked; ends with {@link #close}, which every application must call before it ends. */
public interface CheckerRegistration extends AutoCloseable {

    /** The checker is asked no more; a question that it is just answering goes on. Closing again does nothing. */
    @Override
    void close();
}
