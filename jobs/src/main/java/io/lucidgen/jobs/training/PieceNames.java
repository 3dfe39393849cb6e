package io.lucidgen.jobs.training;

import io.lucidgen.jobs.spark.BlockName;
import java.util.List;

/** What the blocks of a state's pieces are called. */
final class PieceNames {

    private PieceNames() {}

    /** A piece of a state that workers share. */
    static BlockName shared(long group, int piece) {
        return new BlockName(group, "p" + piece);
    }

    /** Some pieces of a state that workers share. */
    static List<BlockName> shared(long group, List<Integer> pieces) {
        return pieces.stream().map(piece -> shared(group, piece)).toList();
    }

    /** A piece of what one worker made of it. */
    static BlockName contribution(long group, int worker, int piece) {
        return new BlockName(group, "w" + worker + "p" + piece);
    }

    /** Some pieces of what one worker made of it. */
    static List<BlockName> contribution(long group, int worker, List<Integer> pieces) {
        return pieces.stream().map(piece -> contribution(group, worker, piece)).toList();
    }
}
