/** Rank 7: the Jakarta Connectors SPI over a client runtime. The only room that touches {@code jakarta.resource.spi}. */
package io.rocketjca.impl.connector;
