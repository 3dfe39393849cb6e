package io.lucidgen.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatasetDescriptionTest {
    private static final DatasetDescription SHAPES = new DatasetDescription(
            DatasetDescription.SCHEMA_VERSION,
            "shapes",
            Modality.IMAGE,
            SampleShape.image(1, 28, 28),
            FeatureType.UINT8,
            new FeatureStatistics(0, 255, 72.94035223214286, 90.02118235130519, 47_040_000),
            List.of("circle", "square"),
            Map.of(Split.TEST, 10_000L, Split.TRAIN, 60_000L),
            3,
            "0123456789abcdef".repeat(4));

    @Test
    void writesTheFieldsThatReadersOfOlderDatasetsRelyOn() throws IOException {
        assertThat(SHAPES.toJson()).isEqualToNormalizingNewlines(golden());
    }

    @Test
    void readsBackWhatItWrote() {
        assertThat(DatasetDescription.fromJson(SHAPES.toJson())).isEqualTo(SHAPES);
    }

    @Test
    void passesOverFieldsThatALaterWriterAdded() throws IOException {
        String later = golden().replaceFirst("\\{", "{ \"licence\" : \"MIT\",");
        assertThat(DatasetDescription.fromJson(later)).isEqualTo(SHAPES);
    }

    @Test
    void refusesANewerSchema() throws IOException {
        String newer = golden().replace("\"schemaVersion\" : 1", "\"schemaVersion\" : 2");
        assertThatThrownBy(() -> DatasetDescription.fromJson(newer))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("schema version 2");
    }

    @Test
    void refusesTextThatIsNoDescription() {
        assertThatThrownBy(() -> DatasetDescription.fromJson("{ \"name\" :"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a dataset description");
    }

    @Test
    void namesItsFolderByTheStartOfTheFingerprint() {
        assertThat(SHAPES.shortFingerprint()).isEqualTo("0123456789abcdef");
    }

    private static String golden() throws IOException {
        try (InputStream file = DatasetDescriptionTest.class.getResourceAsStream("description.json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        }
    }
}
