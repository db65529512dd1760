/** Rank 0: frozen settings. Everything here is checked when it is made and never changes afterwards. */
package io.rocketjca.impl.config;
