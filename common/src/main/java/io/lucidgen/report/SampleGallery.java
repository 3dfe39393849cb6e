package io.lucidgen.report;

import java.util.List;

/**
 * Generated samples side by side.
 *
 * @param caption how they were chosen, one sentence
 */
public record SampleGallery(int rows, int columns, List<Picture> pictures, String caption) {

    /** About as many screen pixels as a sample may take, so that eight of them fill a page. */
    private static final int CELL = 128;

    public SampleGallery {
        pictures = List.copyOf(pictures);
        if (pictures.isEmpty()) {
            throw new IllegalArgumentException("a gallery without pictures is an absent part, not an empty one");
        }
    }

    /** The grid as one picture, as it is also stored beside the page. */
    public Picture grid() {
        int width = pictures.get(0).width();
        int scale = Math.max(1, CELL / width);
        return new SampleGrid(rows, columns, scale, 2).draw(pictures);
    }
}
