/** Runs all subjects in turn against each peer, and tells what came out. */
package io.rocketjca.bench.runner;
