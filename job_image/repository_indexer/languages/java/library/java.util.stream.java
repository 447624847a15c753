package java.util.stream;

import java.util.*;
import java.util.function.*;

interface BaseStream<T, S extends BaseStream<T, S>> extends AutoCloseable {
    Iterator<T> iterator();
    Spliterator<T> spliterator();
    boolean isParallel();
    S sequential();
    S parallel();
    S unordered();
    S onClose(Runnable action);
}
interface Stream<T> extends BaseStream<T, Stream<T>> {
    Stream<T> filter(Predicate<? super T> condition);
    <R> Stream<R> map(Function<? super T, ? extends R> by);
    IntStream mapToInt(ToIntFunction<? super T> by);
    LongStream mapToLong(ToLongFunction<? super T> by);
    DoubleStream mapToDouble(ToDoubleFunction<? super T> by);
    <R> Stream<R> flatMap(Function<? super T, ? extends Stream<? extends R>> by);
    <R> Stream<R> mapMulti(BiConsumer<? super T, ? super Consumer<R>> by);
    Stream<T> distinct();
    Stream<T> sorted();
    Stream<T> sorted(Comparator<? super T> by);
    Stream<T> peek(Consumer<? super T> action);
    Stream<T> limit(long count);
    Stream<T> skip(long count);
    Stream<T> takeWhile(Predicate<? super T> condition);
    Stream<T> dropWhile(Predicate<? super T> condition);
    void forEach(Consumer<? super T> action);
    void forEachOrdered(Consumer<? super T> action);
    Object[] toArray();
    <A> A[] toArray(IntFunction<A[]> maker);
    T reduce(T first, BinaryOperator<T> by);
    Optional<T> reduce(BinaryOperator<T> by);
    <U> U reduce(U first, BiFunction<U, ? super T, U> by, BinaryOperator<U> combiner);
    <R> R collect(Supplier<R> maker, BiConsumer<R, ? super T> adder, BiConsumer<R, R> combiner);
    <R, A> R collect(Collector<? super T, A, R> by);
    List<T> toList();
    Optional<T> min(Comparator<? super T> by);
    Optional<T> max(Comparator<? super T> by);
    long count();
    boolean anyMatch(Predicate<? super T> condition);
    boolean allMatch(Predicate<? super T> condition);
    boolean noneMatch(Predicate<? super T> condition);
    Optional<T> findFirst();
    Optional<T> findAny();
    static <T> Stream<T> of(T... values) {}
    static <T> Stream<T> ofNullable(T value) {}
    static <T> Stream<T> empty() {}
    static <T> Stream<T> iterate(T first, UnaryOperator<T> by) {}
    static <T> Stream<T> iterate(T first, Predicate<? super T> condition, UnaryOperator<T> by) {}
    static <T> Stream<T> generate(Supplier<? extends T> by) {}
    static <T> Stream<T> concat(Stream<? extends T> one, Stream<? extends T> other) {}
    static <T> Stream.Builder<T> builder() {}
    interface Builder<T> extends Consumer<T> {
        Stream.Builder<T> add(T value);
        Stream<T> build();
    }
}
@Partial interface IntStream extends BaseStream<Integer, IntStream> {
    IntStream filter(IntPredicate condition);
    IntStream map(IntUnaryOperator by);
    <U> Stream<U> mapToObj(IntFunction<? extends U> by);
    Stream<Integer> boxed();
    void forEach(IntConsumer action);
    IntStream limit(long count);
    int sum();
    OptionalInt max();
    OptionalInt min();
    boolean anyMatch(IntPredicate condition);
    boolean allMatch(IntPredicate condition);
    boolean noneMatch(IntPredicate condition);
    static IntStream range(int start, int end) {}
    static IntStream rangeClosed(int start, int end) {}
    static IntStream of(int... values) {}
}
@Partial interface LongStream extends BaseStream<Long, LongStream> {
    LongStream filter(LongPredicate condition);
    LongStream map(LongUnaryOperator by);
    <U> Stream<U> mapToObj(LongFunction<? extends U> by);
    Stream<Long> boxed();
    void forEach(LongConsumer action);
    long sum();
}
@Partial interface DoubleStream extends BaseStream<Double, DoubleStream> {
    DoubleStream filter(DoublePredicate condition);
    DoubleStream map(DoubleUnaryOperator by);
    <U> Stream<U> mapToObj(DoubleFunction<? extends U> by);
    Stream<Double> boxed();
    void forEach(DoubleConsumer action);
    double sum();
}
@Partial interface Collector<T, A, R> {
    static <T, R> Collector<T, R, R> of(Supplier<R> maker, BiConsumer<R, T> adder, BinaryOperator<R> combiner) {}
}
@Partial class Collectors {
    static <T> Collector<T, ?, List<T>> toList() {}
    static <T> Collector<T, ?, List<T>> toUnmodifiableList() {}
    static <T> Collector<T, ?, Set<T>> toSet() {}
    static <T> Collector<T, ?, Set<T>> toUnmodifiableSet() {}
    static <T, C extends Collection<T>> Collector<T, ?, C> toCollection(Supplier<C> maker) {}
    static <T, K, U> Collector<T, ?, Map<K, U>> toMap(
        Function<? super T, ? extends K> key, Function<? super T, ? extends U> value) {}
    static <T, K, U> Collector<T, ?, Map<K, U>> toMap(
        Function<? super T, ? extends K> key, Function<? super T, ? extends U> value, BinaryOperator<U> merge) {}
    static <T, K> Collector<T, ?, Map<K, List<T>>> groupingBy(Function<? super T, ? extends K> key) {}
    static <T, K, A, D> Collector<T, ?, Map<K, D>> groupingBy(
        Function<? super T, ? extends K> key, Collector<? super T, A, D> inner) {}
    static <T> Collector<T, ?, Map<Boolean, List<T>>> partitioningBy(Predicate<? super T> condition) {}
    static <T, U, A, R> Collector<T, ?, R> mapping(
        Function<? super T, ? extends U> by, Collector<? super U, A, R> inner) {}
    static Collector<CharSequence, ?, String> joining() {}
    static Collector<CharSequence, ?, String> joining(CharSequence between) {}
    static Collector<CharSequence, ?, String> joining(CharSequence between, CharSequence before, CharSequence after) {}
    static <T> Collector<T, ?, Long> counting() {}
    static <T> Collector<T, ?, Optional<T>> minBy(Comparator<? super T> by) {}
    static <T> Collector<T, ?, Optional<T>> maxBy(Comparator<? super T> by) {}
}
@Partial class StreamSupport {
    static <T> Stream<T> stream(Spliterator<T> values, boolean parallel) {}
}
