package io.lucidgen.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.config.ConfigLoader;
import java.util.SortedMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A setting that changes the model changes what a run is known by. */
class SettingsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model.condition=label",
                "model.architecture=convolutional",
                "model.adversarial.loss=hinge",
                "model.adversarial.generator-rate=2",
                "model.gan.generator-layers=[7]",
                "model.latent-size=7"
            })
    void modelSettingIsPartOfIt(String setting) {
        assertThat(flat(setting)).isNotEqualTo(flat("model.name=m"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.convolutions.filters=[3]", "model.convolutions.discriminator-normalization=false"})
    void convolutionsArePartOfItWhereThereAreAny(String setting) {
        String architecture = "model.architecture=convolutional";

        assertThat(flat(architecture, setting)).isNotEqualTo(flat(architecture));
        assertThat(flat()).doesNotContainKey("model.convolutions.filters");
    }

    private static SortedMap<String, String> flat(String... settings) {
        return Settings.flatten("model", ConfigLoader.defaultsWith(settings).model());
    }
}
