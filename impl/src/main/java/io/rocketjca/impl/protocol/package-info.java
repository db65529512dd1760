/** Rank 1: the RocketMQ remoting protocol as values and codecs. Knows no channel, thread, clock or logger. */
package io.rocketjca.impl.protocol;
