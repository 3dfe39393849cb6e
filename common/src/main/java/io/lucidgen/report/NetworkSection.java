package io.lucidgen.report;

import java.util.List;

/** The diagrams of all networks, side by side where there is room. */
final class NetworkSection {
    private NetworkSection() {}

    static void write(Markup page, List<NetworkView> networks) {
        NetworkDiagram.arrowHead(page);
        page.open("div", "networks").line();
        for (NetworkView network : networks) {
            page.open("figure", "card").open("figcaption").leaf("h3", network.name());
            if (!network.role().isEmpty()) {
                page.leaf("p", network.role());
            }
            page.leaf(
                    "p",
                    "total",
                    NumberText.count(network.parameters()) + " parameters in "
                            + network.layers().size() + " layers");
            page.close();
            page.open("div", "scroll");
            NetworkDiagram.draw(page, network);
            page.close().close().line();
        }
        page.close();
    }
}
