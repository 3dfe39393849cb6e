package io.lucidgen.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** How one feature value is packed into bytes. */
public enum FeatureType {
    /** One unsigned byte, 0 to 255. */
    UINT8(1) {
        @Override
        public float valueAt(byte[] packed, int offset) {
            return packed[offset] & 0xff;
        }
    },
    /** An IEEE 754 single, little endian. */
    FLOAT32(4) {
        @Override
        public float valueAt(byte[] packed, int offset) {
            return (float) FLOATS.get(packed, offset);
        }
    };

    private static final VarHandle FLOATS =
            MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

    private final int bytes;

    FeatureType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one value. */
    public int bytes() {
        return bytes;
    }

    /** The raw value whose first byte stands at {@code offset}. */
    public abstract float valueAt(byte[] packed, int offset);
}
