/** A server for the bench, in a process of its own. */
package io.rocketjca.bench.container;
