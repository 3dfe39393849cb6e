package io.lucidgen.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.config.ExplanationConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GlossaryTest {
    @Test
    void everyTermHasOneSentence() {
        assertThat(Glossary.TERMS)
                .isNotEmpty()
                .allSatisfy(
                        term -> assertThat(term.sentence()).endsWith(".").matches("[A-Z][^.]*(\\d\\.\\d[^.]*)*\\."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CRITIC_LOGIT",
                "latent_mean",
                "reconstruction-error",
                "critic-logit-by-latent",
                "region-by-latent",
                "unit",
                "unit-by-latent",
                "integrated-gradients",
                "occlusion",
                "frechet_distance",
                "classes_found",
                "largest_class_share"
            })
    void whatTheTablesStoreIsExplained(String name) {
        Markup page = new Markup();
        Glossary.link(page, name, "x");

        assertThat(page.finish()).startsWith("<a class=\"term\" href=\"#term-");
    }

    @Test
    void everyMethodIsExplained() {
        assertThat(Glossary.TERMS)
                .extracting(Glossary.Term::id)
                .contains(ExplanationConfig.METHODS.toArray(String[]::new));
        Markup page = new Markup();
        Glossary.linkNamed(page, ExplanationConfig.KERNEL_SHAP);

        assertThat(page.finish()).contains("href=\"#term-kernel-shap\"").endsWith(">KernelSHAP</a>");
    }

    @Test
    void aWordWithoutAnExplanationIsPlainText() {
        Markup page = new Markup();
        Glossary.link(page, "no-such-word", "<x>");

        assertThat(page.finish()).isEqualTo("&lt;x&gt;");
    }
}
