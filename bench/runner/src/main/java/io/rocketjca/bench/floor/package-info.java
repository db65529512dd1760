/** Raw netty with frames encoded beforehand: what no client on this machine can do without. */
package io.rocketjca.bench.floor;
