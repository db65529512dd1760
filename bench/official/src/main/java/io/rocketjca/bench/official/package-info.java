/** The official client as a subject of the bench. */
package io.rocketjca.bench.official;
