/** Rank 3: name servers, and what they say about topics, as immutable snapshots. */
package io.rocketjca.impl.route;
