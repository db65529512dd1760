/** The smallest resource adapter that a server takes: connections without anything behind them. */
package io.rocketjca.bench.control;
