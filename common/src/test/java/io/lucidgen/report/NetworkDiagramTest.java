package io.lucidgen.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkDiagramTest {
    @Test
    void anActivationSharesTheBoxOfItsLayer() {
        List<LayerGroup> boxes = LayerGroup.of(DemoNetworks.gan().get(0));

        assertThat(boxes).hasSize(6);
        assertThat(boxes.get(1).title()).isEqualTo("dense \u2192 leaky-relu 0.2");
        assertThat(boxes.get(2).inputs()).containsExactly("dense1");
        assertThat(boxes.stream().mapToLong(LayerGroup::parameters).sum())
                .isEqualTo(DemoNetworks.gan().get(0).parameters());
    }

    @Test
    void aLayerThatTwoOthersReadKeepsItsOwnBox() {
        List<LayerGroup> boxes = LayerGroup.of(new NetworkView(
                "n",
                "",
                List.of(
                        layer("x", "input"),
                        layer("a", "dense", "x"),
                        layer("b", "relu", "a"),
                        layer("c", "add", "a", "b"))));

        assertThat(boxes).extracting(LayerGroup::name).containsExactly("x", "a", "b", "c");
    }

    @Test
    void headsStandSideBySideBelowTheirTrunk() {
        DiagramLayout layout = DiagramLayout.of(LayerGroup.of(DemoNetworks.vae().get(0)));

        DiagramLayout.Place mean = layout.places().get("mean");
        DiagramLayout.Place variance = layout.places().get("log-variance");
        assertThat(mean.row())
                .isEqualTo(variance.row())
                .isEqualTo(layout.places().get("dense2").row() + 1);
        assertThat(variance.x() - mean.x()).isGreaterThanOrEqualTo(layout.boxWidth());
        assertThat(layout.places().get("latent").row()).isEqualTo(mean.row() + 1);
    }

    @Test
    void aConnectionOverRowsGoesAroundTheBoxesBetween() {
        DiagramLayout layout = DiagramLayout.of(LayerGroup.of(new NetworkView(
                "n", "", List.of(layer("x", "input"), layer("a", "dense", "x"), layer("b", "add", "x", "a")))));

        assertThat(layout.arrow("x", "b")).startsWith("M240 27C");
        assertThat(layout.width()).isGreaterThan(layout.boxWidth() + 20);
    }

    @Test
    void inputsThatAreNoLayersAreNotDrawn() {
        assertThat(LayerGroup.of(new NetworkView("n", "", List.of(layer("a", "dense", "outside"))))
                        .get(0)
                        .inputs())
                .isEmpty();
    }

    @Test
    void everyNameAppearsWholeInATooltipHoweverLong() {
        String operation = "a-very-long-operation-name-that-does-not-fit-into-its-box-at-all";
        Markup page = new Markup();
        NetworkDiagram.draw(page, new NetworkView("n<", "", List.of(layer("x", operation))));
        String svg = page.finish();

        assertThat(XmlText.parse(svg).getElementsByTagName("title").item(0).getTextContent())
                .contains(operation);
        assertThat(svg).contains("\u2026");
    }

    @Test
    void aLayerWithItsActivationAndDropoutFitsIntoItsBox() {
        String operation = "dense \u2192 LeakyReLU 0.2 \u2192 dropout 0.3";
        Markup page = new Markup();
        NetworkDiagram.draw(page, new NetworkView("n", "", List.of(layer("x", operation))));

        assertThat(page.finish()).contains(">" + operation + "</text>").doesNotContain("\u2026");
    }

    @Test
    void aNetworkWithoutLayersIsAnEmptyDrawing() {
        Markup page = new Markup();
        NetworkDiagram.draw(page, new NetworkView("n", "", List.of()));

        XmlText.parse(page.finish());
    }

    private static LayerView layer(String name, String operation, String... inputs) {
        return new LayerView(name, operation, "[4]", 0, List.of(inputs));
    }
}
