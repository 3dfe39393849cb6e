package io.lucidgen.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SampleShapeTest {
    @Test
    void countsTheFeaturesOfAnImage() {
        assertThat(SampleShape.image(3, 28, 30).features()).isEqualTo(2520);
    }

    @Test
    void refusesAShapeWhoseFeatureCountWouldOverflow() {
        assertThatThrownBy(() -> SampleShape.image(1, 65_536, 65_536)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SampleShape(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Axis("row", 0, "pixel")).isInstanceOf(IllegalArgumentException.class);
    }
}
