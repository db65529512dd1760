/** Rank 0: time as a parameter, so that the whole engine can run on time driven by hand. */
package io.rocketjca.impl.time;
