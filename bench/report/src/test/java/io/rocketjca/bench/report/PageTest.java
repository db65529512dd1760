package io.rocketjca.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PageTest {

    @Test
    void onlyWhatIsBetweenTheMarksIsReplaced() {
        Page page = new Page("by hand\n" + Page.BEGIN + "old\n" + Page.END + "learned\n");
        assertThat(page.with("new\n")).isEqualTo("by hand\n" + Page.BEGIN + "new\n" + Page.END + "learned\n");
    }

    @Test
    void aPageWithoutMarksIsLeftAlone() {
        assertThatThrownBy(() -> new Page("by hand\n" + Page.END + Page.BEGIN).with("new\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Page.BEGIN.strip());
    }

    @Test
    void thePageOfTheProjectCanBeWritten() throws Exception {
        String text = Files.readString(Path.of("../../docs/performance.md"));
        assertThat(new Page(text).with("new\n")).contains(Page.BEGIN + "new\n" + Page.END);
    }
}
