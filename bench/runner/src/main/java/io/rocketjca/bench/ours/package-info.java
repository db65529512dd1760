/** The adapter as a subject of the bench: its public face, outside a container. */
package io.rocketjca.bench.ours;
