package io.lucidgen.training;

import io.lucidgen.model.SlotValues;
import io.lucidgen.model.SlotVector;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The live numbers behind one slot of a model's state. */
public interface StateSlot {

    /** Replaces the numbers. */
    void restore(SlotVector values);

    /** A copy of the numbers. */
    SlotVector snapshot();

    /** The live numbers, for copies of parts of them. */
    SlotValues values();

    /** A slot that lies in an array of ND4J, such as parameters. */
    static StateSlot of(INDArray array) {
        return new StateSlot() {
            @Override
            public void restore(SlotVector values) {
                values.writeTo(array);
            }

            @Override
            public SlotVector snapshot() {
                return SlotVector.of(array);
            }

            @Override
            public SlotValues values() {
                return SlotValues.of(array);
            }
        };
    }

    /** A slot of zeros that lies on the heap, such as the optimiser's moments. */
    static HeapSlot onHeap(DataType precision, int length) {
        return new HeapSlot(SlotVector.zeros(precision, length));
    }

    /** A slot on the heap; its vector is the live one and is changed in place. */
    final class HeapSlot implements StateSlot {
        private final SlotVector live;

        private HeapSlot(SlotVector live) {
            this.live = live;
        }

        SlotVector live() {
            return live;
        }

        /** Sets all numbers to zero. */
        void clear() {
            if (live.precision() == DataType.DOUBLE) {
                Arrays.fill((double[]) live.array(), 0);
            } else {
                Arrays.fill((float[]) live.array(), 0);
            }
        }

        @Override
        public void restore(SlotVector values) {
            System.arraycopy(values.array(), 0, live.array(), 0, live.length());
        }

        @Override
        public SlotVector snapshot() {
            return live.slice(0, live.length());
        }

        @Override
        public SlotValues values() {
            return live;
        }
    }
}
