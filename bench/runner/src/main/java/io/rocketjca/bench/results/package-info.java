/** What a run brought: figures, the file they are kept in, and what they are judged by. */
package io.rocketjca.bench.results;
