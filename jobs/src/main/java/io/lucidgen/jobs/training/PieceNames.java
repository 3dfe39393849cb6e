package io.lucidgen.jobs.training;

import io.lucidgen.jobs.spark.BlockName;
import java.util.ArrayList;
import java.util.List;

/** What the blocks of a state's pieces are called. */
final class PieceNames {

    private PieceNames() {}

    /** A piece of an averaged state. */
    static BlockName mean(long group, int piece) {
        return new BlockName(group, "p" + piece);
    }

    /** All pieces of an averaged state. */
    static List<BlockName> means(long group, int pieces) {
        List<BlockName> names = new ArrayList<>();
        for (int piece = 0; piece < pieces; piece++) {
            names.add(mean(group, piece));
        }
        return names;
    }

    /** A piece of what one worker made of it. */
    static BlockName contribution(long group, int worker, int piece) {
        return new BlockName(group, "w" + worker + "p" + piece);
    }
}
