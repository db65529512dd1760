/** The steps of a send, each alone. */
package io.rocketjca.bench.jmh;
