/** The minimal far end: answers every send at once, and looks at one in a thousand byte by byte. */
package io.rocketjca.bench.sink;
