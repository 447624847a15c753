package java.util.concurrent.atomic;

import java.util.function.*;

@Partial class AtomicReference<V> {
    V get() {}
    void set(V value) {}
    V getAndSet(V value) {}
    boolean compareAndSet(V old, V value) {}
    V updateAndGet(UnaryOperator<V> by) {}
    V getAndUpdate(UnaryOperator<V> by) {}
    V accumulateAndGet(V value, BinaryOperator<V> by) {}
}
@Partial class AtomicInteger extends Number { int get() {} int incrementAndGet() {} int getAndIncrement() {} }
@Partial class AtomicLong extends Number { long get() {} long incrementAndGet() {} long getAndIncrement() {} }
@Partial class AtomicBoolean { boolean get() {} boolean getAndSet(boolean value) {} }
