package io.rocketjca.impl.time;

/**
 * The three faces of time that a room is given together.
 *
 * @param ticker measures durations and deadlines
 * @param wallClock tells the date, for texts and messages
 * @param timer runs tasks later
 */
public record TimeSource(Ticker ticker, WallClock wallClock, Timer timer) {}
