package java.util.function;

interface Function<T, R> {
    R apply(T value);
    default <V> Function<V, R> compose(Function<? super V, ? extends T> before) {}
    default <V> Function<T, V> andThen(Function<? super R, ? extends V> after) {}
    static <T> Function<T, T> identity() {}
}
interface BiFunction<T, U, R> {
    R apply(T one, U other);
    default <V> BiFunction<T, U, V> andThen(Function<? super R, ? extends V> after) {}
}
interface UnaryOperator<T> extends Function<T, T> { static <T> UnaryOperator<T> identity() {} }
interface BinaryOperator<T> extends BiFunction<T, T, T> {
    static <T> BinaryOperator<T> minBy(java.util.Comparator<? super T> by) {}
    static <T> BinaryOperator<T> maxBy(java.util.Comparator<? super T> by) {}
}
interface Supplier<T> { T get(); }
interface Consumer<T> {
    void accept(T value);
    default Consumer<T> andThen(Consumer<? super T> after) {}
}
interface BiConsumer<T, U> {
    void accept(T one, U other);
    default BiConsumer<T, U> andThen(BiConsumer<? super T, ? super U> after) {}
}
interface Predicate<T> {
    boolean test(T value);
    default Predicate<T> and(Predicate<? super T> other) {}
    default Predicate<T> or(Predicate<? super T> other) {}
    default Predicate<T> negate() {}
    static <T> Predicate<T> not(Predicate<? super T> one) {}
    static <T> Predicate<T> isEqual(Object one) {}
}
interface BiPredicate<T, U> {
    boolean test(T one, U other);
    default BiPredicate<T, U> and(BiPredicate<? super T, ? super U> other) {}
    default BiPredicate<T, U> or(BiPredicate<? super T, ? super U> other) {}
    default BiPredicate<T, U> negate() {}
}
interface BooleanSupplier { boolean getAsBoolean(); }
interface IntSupplier { int getAsInt(); }
interface LongSupplier { long getAsLong(); }
interface DoubleSupplier { double getAsDouble(); }
interface IntConsumer { void accept(int value); }
interface LongConsumer { void accept(long value); }
interface DoubleConsumer { void accept(double value); }
interface ObjIntConsumer<T> { void accept(T one, int value); }
interface ObjLongConsumer<T> { void accept(T one, long value); }
interface ObjDoubleConsumer<T> { void accept(T one, double value); }
interface IntPredicate { boolean test(int value); default IntPredicate negate() {} }
interface LongPredicate { boolean test(long value); default LongPredicate negate() {} }
interface DoublePredicate { boolean test(double value); default DoublePredicate negate() {} }
interface IntFunction<R> { R apply(int value); }
interface LongFunction<R> { R apply(long value); }
interface DoubleFunction<R> { R apply(double value); }
interface ToIntFunction<T> { int applyAsInt(T value); }
interface ToLongFunction<T> { long applyAsLong(T value); }
interface ToDoubleFunction<T> { double applyAsDouble(T value); }
interface ToIntBiFunction<T, U> { int applyAsInt(T one, U other); }
interface ToLongBiFunction<T, U> { long applyAsLong(T one, U other); }
interface ToDoubleBiFunction<T, U> { double applyAsDouble(T one, U other); }
interface IntUnaryOperator { int applyAsInt(int value); }
interface LongUnaryOperator { long applyAsLong(long value); }
interface DoubleUnaryOperator { double applyAsDouble(double value); }
interface IntBinaryOperator { int applyAsInt(int one, int other); }
interface LongBinaryOperator { long applyAsLong(long one, long other); }
interface DoubleBinaryOperator { double applyAsDouble(double one, double other); }
interface IntToLongFunction { long applyAsLong(int value); }
interface IntToDoubleFunction { double applyAsDouble(int value); }
interface LongToIntFunction { int applyAsInt(long value); }
interface LongToDoubleFunction { double applyAsDouble(long value); }
interface DoubleToIntFunction { int applyAsInt(double value); }
interface DoubleToLongFunction { long applyAsLong(double value); }
