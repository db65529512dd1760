package io.rocketjca.impl.producer;

import java.util.concurrent.Executor;

/**
 * The bounds in which sends are under way together, and where they complete.
 *
 * @param limit back-pressure for all sends that await an answer
 * @param gate closed when no new sends may begin
 * @param burst told by the connections when a burst of answers is over
 * @param fallback runs the completions of sends without a dispatcher, or whose dispatcher refuses
 */
public record SendRoom(InFlightLimit limit, SendGate gate, CompletionBurst burst, Executor fallback) {}
