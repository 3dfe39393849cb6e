package io.lucidgen.jobs.spark;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import org.apache.spark.serializer.KryoRegistrator;

/**
 * Lets Kryo, where a platform has made it Spark's serializer, send Java records: it cannot reach their fields, so they
 * go through Java serialization, which costs little for the large arrays that they hold. It is set as {@code
 * spark.kryo.registrator}.
 */
public final class RecordRegistrator implements KryoRegistrator {
    @Override
    public void registerClasses(Kryo kryo) {
        kryo.addDefaultSerializer(Record.class, JavaSerializer.class);
    }
}
