/** A small shop that sends its orders to RocketMQ: the sample application of RocketJCA. */
package io.rocketjca.samples.orders;
