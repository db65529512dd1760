package io.rocketjca.impl.remoting;

import io.rocketjca.impl.config.RemotingConfig;
import io.rocketjca.impl.time.Ticker;

/**
 * What all connections of one client are made with.
 *
 * @param config limits
 * @param ticker tells when a call is overdue
 * @param buffers where buffers come from
 * @param listener told of what happens, and never throws
 */
record ConnectionSetting(RemotingConfig config, Ticker ticker, Buffers buffers, ConnectionListener listener) {}
