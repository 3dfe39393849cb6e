package io.lucidgen.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.lucidgen.data.Block;
import io.lucidgen.data.ShardPlan;
import java.nio.ByteBuffer;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.junit.jupiter.api.Test;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

class RecordRegistratorTest {
    private static final ClassTag<Object> ANY = ClassTag$.MODULE$.apply(Object.class);

    @Test
    void kryoSendsRecordsWhole() {
        SparkConf conf = new SparkConf(false).set("spark.kryo.registrator", RecordRegistrator.class.getName());
        SerializerInstance kryo = new KryoSerializer(conf).newInstance();
        ShardPlan plan = new ShardPlan(10, 2, 4, 1);
        assertThat(roundTrip(kryo, plan)).isEqualTo(plan);
        Block block = (Block) roundTrip(kryo, new Block(1, 2, 2, new byte[] {1, 2, 3, 4}, new int[] {7, 8}));
        assertThat(block.features()).containsExactly(1, 2, 3, 4);
        assertThat(block.labels()).containsExactly(7, 8);
        assertThat(block.index()).isEqualTo(2);
    }

    private static Object roundTrip(SerializerInstance kryo, Object object) {
        ByteBuffer bytes = kryo.serialize(object, ANY);
        return kryo.deserialize(bytes, ANY);
    }
}
