package io.lucidgen.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class StudyPageTest {

    private static final StudyItem ITEM =
            new StudyItem(new GrayImage(1, 1, new byte[1]), new RgbImage(1, 1, new byte[3]));

    private static String page(String target) {
        return new String(
                StudyPage.render(
                        target,
                        List.of(new StudyPage.Example(ITEM, true), new StudyPage.Example(ITEM, false)),
                        Collections.nCopies(3, ITEM)),
                StandardCharsets.UTF_8);
    }

    @Test
    void thePageIsWellFormedAndLoadsNothing() {
        assertThat(XmlText.parse(page("critic-logit")).getDocumentElement().getTagName())
                .isEqualTo("html");
        assertThat(page("critic-logit"))
                .contains("default-src &#39;none&#39;")
                .doesNotContain("http:", "https:", "src=\"/", "<link");
    }

    @Test
    void everyItemHasAChoiceAndEveryExampleItsAnswer() {
        String page = page("critic-logit");

        assertThat(page.split("<fieldset", -1)).hasSize(4);
        assertThat(page).contains("data-item=\"1\"", "data-item=\"2\"", "data-item=\"3\"");
        assertThat(page).contains("This one is high.", "This one is low.");
    }

    @Test
    void textsAreEscaped() {
        assertThat(page("<script>alert(1)</script>"))
                .doesNotContain("<script>alert")
                .contains("&lt;script&gt;alert(1)");
    }
}
