/** Turns the figures of a run into a page with charts. */
package io.rocketjca.bench.report;
