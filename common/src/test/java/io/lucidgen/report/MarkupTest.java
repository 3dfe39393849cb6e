package io.lucidgen.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MarkupTest {
    @Test
    void textCannotBecomeMarkup() {
        String page =
                new Markup().leaf("p", "<script>alert(\"1\" & '2')</script>").finish();

        assertThat(page).isEqualTo("<p>&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;</p>");
    }

    @Test
    void anAttributeCannotEndEarly() {
        String page =
                new Markup().open("a").with("title", "\" onclick=\"x").close().finish();

        assertThat(page).isEqualTo("<a title=\"&quot; onclick=&quot;x\"></a>");
    }

    @Test
    void charactersThatXmlForbidsOrThatTurnTheWritingAreReplaced() {
        String page = new Markup()
                .leaf("p", "a\u0000b\u202Ec\uD800d\u2067e\u0085f \uD83D\uDE00")
                .finish();

        assertThat(page).isEqualTo("<p>a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf \uD83D\uDE00</p>");
    }

    @Test
    void onlyElementsThatMayBeEmptyCloseThemselves() {
        String page = new Markup()
                .open("g")
                .open("path")
                .with("d", "M0 0")
                .close()
                .close()
                .open("p")
                .close()
                .finish();

        assertThat(page).isEqualTo("<g><path d=\"M0 0\"/></g><p></p>");
    }

    @Test
    void aPageWithAnOpenElementIsNotFinished() {
        assertThatThrownBy(() -> new Markup().open("p").finish()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anAttributeAfterContentIsRefused() {
        assertThatThrownBy(() -> new Markup().open("p").text("a").with("id", "b"))
                .isInstanceOf(IllegalStateException.class);
    }
}
