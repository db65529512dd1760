/** Messages whose end is not told by the one who sends them, but by the application's checker when a broker asks. */
package io.rocketjca.itests.app.checked;
