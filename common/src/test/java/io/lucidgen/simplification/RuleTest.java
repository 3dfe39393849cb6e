package io.lucidgen.simplification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lucidgen.simplification.ShallowTree.Leaf;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleTest {

    private static final List<String> NAMES = List.of("latent 0", "latent 1", "latent 2");

    @Test
    void aSumHasOnlyTheTermsThatCount() {
        SparseLine line = new SparseLine(0.5, new double[] {0, -2, 0.25});

        assertThat(line.predict(new double[] {7, 1, 4})).isEqualTo(-0.5);
        assertThat(line.size()).isEqualTo(2);
        assertThat(line.words(NAMES)).isEqualTo("0.500 - 2.00 x latent 1 + 0.250 x latent 2");
    }

    @Test
    void aCaseIsToldByTheNarrowestLimits() {
        Box left = Box.ALL.upTo(1, 0.5);
        ShallowTree tree = new ShallowTree(List.of(
                new Leaf(left.upTo(1, -1).above(2, 3), 1),
                new Leaf(left.upTo(1, -1).upTo(2, 3), 2),
                new Leaf(left.above(1, -1), 3),
                new Leaf(Box.ALL.above(1, 0.5), 4)));

        assertThat(tree.words(NAMES))
                .isEqualTo("1.00 where latent 1 <= -1.00 and latent 2 > 3.00; 2.00 where latent 1 <= -1.00 and latent 2"
                        + " <= 3.00; 3.00 where -1.00 < latent 1 <= 0.500; 4.00 where latent 1 > 0.500");
        assertThat(tree.predict(new double[] {0, -1, 4})).isEqualTo(1);
        assertThat(tree.predict(new double[] {0, -1, 3})).isEqualTo(2);
        assertThat(tree.predict(new double[] {0, 0.5, 3})).isEqualTo(3);
        assertThat(tree.predict(new double[] {0, 0.51, 3})).isEqualTo(4);
        assertThat(tree.size()).isEqualTo(4);
    }

    @Test
    void whatIsNoNumberIsOfNoCase() {
        ShallowTree tree = new ShallowTree(List.of(new Leaf(Box.ALL.upTo(0, 0), 1), new Leaf(Box.ALL.above(0, 0), 2)));

        assertThatThrownBy(() -> tree.predict(new double[] {Double.NaN})).isInstanceOf(IllegalArgumentException.class);
    }
}
