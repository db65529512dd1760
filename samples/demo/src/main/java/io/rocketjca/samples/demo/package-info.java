/** The demo: starts everything on one machine, and shows that what an application sends is what arrives. */
package io.rocketjca.samples.demo;
