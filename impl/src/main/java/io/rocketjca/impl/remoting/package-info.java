/** Rank 2: connections, frames, and requests in flight. Knows nothing of what the requests mean. */
package io.rocketjca.impl.remoting;
