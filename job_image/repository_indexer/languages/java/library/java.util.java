package java.util;

import java.util.function.*;
import java.util.stream.*;

interface Iterator<E> {
    boolean hasNext();
    E next();
    default void remove() {}
    default void forEachRemaining(Consumer<? super E> action) {}
}
interface ListIterator<E> extends Iterator<E> {
    boolean hasPrevious();
    E previous();
    int nextIndex();
    int previousIndex();
    void set(E value);
    void add(E value);
}
interface PrimitiveIterator<T, C> extends Iterator<T> { }
@Partial interface Spliterator<T> { }
interface Enumeration<E> {
    boolean hasMoreElements();
    E nextElement();
    default Iterator<E> asIterator() {}
}

interface Collection<E> extends Iterable<E> {
    int size();
    boolean isEmpty();
    boolean contains(Object value);
    Object[] toArray();
    <T> T[] toArray(T[] array);
    default <T> T[] toArray(IntFunction<T[]> maker) {}
    boolean add(E value);
    boolean remove(Object value);
    boolean containsAll(Collection<?> values);
    boolean addAll(Collection<? extends E> values);
    boolean removeAll(Collection<?> values);
    boolean retainAll(Collection<?> values);
    default boolean removeIf(Predicate<? super E> condition) {}
    void clear();
    default Stream<E> stream() {}
    default Stream<E> parallelStream() {}
}
interface SequencedCollection<E> extends Collection<E> {
    default E getFirst() {}
    default E getLast() {}
    default E removeFirst() {}
    default E removeLast() {}
    default void addFirst(E value) {}
    default void addLast(E value) {}
}
interface List<E> extends SequencedCollection<E> {
    E get(int index);
    E set(int index, E value);
    void add(int index, E value);
    boolean add(E value);
    E remove(int index);
    boolean remove(Object value);
    boolean addAll(int index, Collection<? extends E> values);
    boolean addAll(Collection<? extends E> values);
    int indexOf(Object value);
    int lastIndexOf(Object value);
    ListIterator<E> listIterator();
    ListIterator<E> listIterator(int index);
    List<E> subList(int start, int end);
    List<E> reversed();
    default void sort(Comparator<? super E> by) {}
    default void replaceAll(UnaryOperator<E> by) {}
    static <E> List<E> of(E... values) {}
    static <E> List<E> copyOf(Collection<? extends E> values) {}
}
interface Set<E> extends Collection<E> {
    static <E> Set<E> of(E... values) {}
    static <E> Set<E> copyOf(Collection<? extends E> values) {}
}
interface SortedSet<E> extends Set<E> {
    E first();
    E last();
    SortedSet<E> subSet(E from, E to);
    SortedSet<E> headSet(E to);
    SortedSet<E> tailSet(E from);
    Comparator<? super E> comparator();
}
interface NavigableSet<E> extends SortedSet<E> {
    E lower(E value);
    E floor(E value);
    E ceiling(E value);
    E higher(E value);
    E pollFirst();
    E pollLast();
    NavigableSet<E> descendingSet();
    NavigableSet<E> headSet(E to, boolean inclusive);
    NavigableSet<E> tailSet(E from, boolean inclusive);
    NavigableSet<E> subSet(E from, boolean with, E to, boolean inclusive);
    Iterator<E> descendingIterator();
}
interface Queue<E> extends Collection<E> {
    boolean offer(E value);
    E remove();
    E poll();
    E element();
    E peek();
}
interface Deque<E> extends Queue<E>, SequencedCollection<E> {
    boolean offerFirst(E value);
    boolean offerLast(E value);
    E pollFirst();
    E pollLast();
    E peekFirst();
    E peekLast();
    void push(E value);
    E pop();
    Iterator<E> descendingIterator();
}
interface Map<K, V> {
    int size();
    boolean isEmpty();
    V get(Object key);
    V put(K key, V value);
    V remove(Object key);
    default boolean remove(Object key, Object value) {}
    void putAll(Map<? extends K, ? extends V> values);
    void clear();
    boolean containsKey(Object key);
    boolean containsValue(Object value);
    Set<K> keySet();
    Collection<V> values();
    Set<Map.Entry<K, V>> entrySet();
    default V getOrDefault(Object key, V other) {}
    default V putIfAbsent(K key, V value) {}
    default V replace(K key, V value) {}
    default void forEach(BiConsumer<? super K, ? super V> action) {}
    default void replaceAll(BiFunction<? super K, ? super V, ? extends V> by) {}
    default V computeIfAbsent(K key, Function<? super K, ? extends V> by) {}
    default V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends V> by) {}
    default V compute(K key, BiFunction<? super K, ? super V, ? extends V> by) {}
    default V merge(K key, V value, BiFunction<? super V, ? super V, ? extends V> by) {}
    static <K, V> Map<K, V> of(K key, V value) {}
    static <K, V> Map<K, V> of(K key, V value, K key2, V value2) {}
    static <K, V> Map<K, V> of(K key, V value, K key2, V value2, K key3, V value3) {}
    static <K, V> Map<K, V> copyOf(Map<? extends K, ? extends V> values) {}
    static <K, V> Map<K, V> ofEntries(Map.Entry<? extends K, ? extends V>... entries) {}
    static <K, V> Map.Entry<K, V> entry(K key, V value) {}
    interface Entry<K, V> {
        K getKey();
        V getValue();
        V setValue(V value);
        static <K, V> Comparator<Map.Entry<K, V>> comparingByKey() {}
        static <K, V> Comparator<Map.Entry<K, V>> comparingByValue() {}
    }
}
interface SortedMap<K, V> extends Map<K, V> {
    K firstKey();
    K lastKey();
    SortedMap<K, V> headMap(K to);
    SortedMap<K, V> tailMap(K from);
    SortedMap<K, V> subMap(K from, K to);
    Comparator<? super K> comparator();
}
interface NavigableMap<K, V> extends SortedMap<K, V> {
    Map.Entry<K, V> firstEntry();
    Map.Entry<K, V> lastEntry();
    Map.Entry<K, V> floorEntry(K key);
    Map.Entry<K, V> ceilingEntry(K key);
    Map.Entry<K, V> lowerEntry(K key);
    Map.Entry<K, V> higherEntry(K key);
    Map.Entry<K, V> pollFirstEntry();
    Map.Entry<K, V> pollLastEntry();
    K floorKey(K key);
    K ceilingKey(K key);
    K lowerKey(K key);
    K higherKey(K key);
    NavigableMap<K, V> descendingMap();
    NavigableSet<K> navigableKeySet();
    NavigableSet<K> descendingKeySet();
    NavigableMap<K, V> headMap(K to, boolean inclusive);
    NavigableMap<K, V> tailMap(K from, boolean inclusive);
    NavigableMap<K, V> subMap(K from, boolean with, K to, boolean inclusive);
}

@Partial abstract class AbstractCollection<E> implements Collection<E> { }
@Partial abstract class AbstractList<E> extends AbstractCollection<E> implements List<E> { }
@Partial abstract class AbstractSet<E> extends AbstractCollection<E> implements Set<E> { }
@Partial abstract class AbstractQueue<E> extends AbstractCollection<E> implements Queue<E> { }
@Partial abstract class AbstractMap<K, V> implements Map<K, V> {
    static class SimpleEntry<K, V> implements Map.Entry<K, V> { }
    static class SimpleImmutableEntry<K, V> implements Map.Entry<K, V> { }
}
@Partial class ArrayList<E> extends AbstractList<E> { }
@Partial class LinkedList<E> extends AbstractList<E> implements Deque<E> { }
@Partial class Vector<E> extends AbstractList<E> {
    E elementAt(int index) {}
    E firstElement() {}
    E lastElement() {}
    Enumeration<E> elements() {}
}
class Stack<E> extends Vector<E> {
    E push(E value) {}
    E pop() {}
    E peek() {}
    boolean empty() {}
    int search(Object value) {}
}
@Partial class HashSet<E> extends AbstractSet<E> { }
@Partial class LinkedHashSet<E> extends HashSet<E> { }
@Partial class TreeSet<E> extends AbstractSet<E> implements NavigableSet<E> { }
@Partial class EnumSet<E> extends AbstractSet<E> {
    static <E> EnumSet<E> of(E first, E... values) {}
    static <E> EnumSet<E> allOf(Class<E> type) {}
    static <E> EnumSet<E> noneOf(Class<E> type) {}
    static <E> EnumSet<E> copyOf(Collection<E> values) {}
}
@Partial class PriorityQueue<E> extends AbstractQueue<E> { }
@Partial class ArrayDeque<E> extends AbstractCollection<E> implements Deque<E> { }
@Partial class HashMap<K, V> extends AbstractMap<K, V> { }
@Partial class LinkedHashMap<K, V> extends HashMap<K, V> { }
@Partial class TreeMap<K, V> extends AbstractMap<K, V> implements NavigableMap<K, V> { }
@Partial class EnumMap<K, V> extends AbstractMap<K, V> { }
@Partial class WeakHashMap<K, V> extends AbstractMap<K, V> { }
@Partial class IdentityHashMap<K, V> extends AbstractMap<K, V> { }
@Partial class Hashtable<K, V> implements Map<K, V> {
    Enumeration<K> keys() {}
    Enumeration<V> elements() {}
}
@Partial class Properties extends Hashtable<Object, Object> { String getProperty(String key) {} }

interface Comparator<T> {
    int compare(T one, T other);
    default Comparator<T> reversed() {}
    default Comparator<T> thenComparing(Comparator<? super T> other) {}
    default <U> Comparator<T> thenComparing(Function<? super T, ? extends U> key) {}
    default <U> Comparator<T> thenComparing(Function<? super T, ? extends U> key, Comparator<? super U> by) {}
    default Comparator<T> thenComparingInt(ToIntFunction<? super T> key) {}
    default Comparator<T> thenComparingLong(ToLongFunction<? super T> key) {}
    default Comparator<T> thenComparingDouble(ToDoubleFunction<? super T> key) {}
    static <T, U> Comparator<T> comparing(Function<? super T, ? extends U> key) {}
    static <T, U> Comparator<T> comparing(Function<? super T, ? extends U> key, Comparator<? super U> by) {}
    static <T> Comparator<T> comparingInt(ToIntFunction<? super T> key) {}
    static <T> Comparator<T> comparingLong(ToLongFunction<? super T> key) {}
    static <T> Comparator<T> comparingDouble(ToDoubleFunction<? super T> key) {}
    static <T> Comparator<T> naturalOrder() {}
    static <T> Comparator<T> reverseOrder() {}
    static <T> Comparator<T> nullsFirst(Comparator<? super T> by) {}
    static <T> Comparator<T> nullsLast(Comparator<? super T> by) {}
}
@Partial class Optional<T> {
    static <T> Optional<T> of(T value) {}
    static <T> Optional<T> ofNullable(T value) {}
    static <T> Optional<T> empty() {}
    T get() {}
    boolean isPresent() {}
    boolean isEmpty() {}
    void ifPresent(Consumer<? super T> action) {}
    void ifPresentOrElse(Consumer<? super T> action, Runnable other) {}
    Optional<T> filter(Predicate<? super T> condition) {}
    <U> Optional<U> map(Function<? super T, ? extends U> by) {}
    <U> Optional<U> flatMap(Function<? super T, ? extends Optional<? extends U>> by) {}
    Optional<T> or(Supplier<? extends Optional<? extends T>> other) {}
    Stream<T> stream() {}
    T orElse(T other) {}
    T orElseGet(Supplier<? extends T> other) {}
    T orElseThrow() {}
    <X> T orElseThrow(Supplier<? extends X> error) {}
}
@Partial class OptionalInt { int getAsInt() {} int orElse(int other) {} boolean isPresent() {} }
@Partial class OptionalLong { long getAsLong() {} long orElse(long other) {} boolean isPresent() {} }
@Partial class OptionalDouble { double getAsDouble() {} double orElse(double other) {} boolean isPresent() {} }
@Partial class Objects {
    static boolean equals(Object one, Object other) {}
    static int hash(Object... values) {}
    static int hashCode(Object value) {}
    static String toString(Object value) {}
    static String toString(Object value, String other) {}
    static <T> T requireNonNull(T value) {}
    static <T> T requireNonNull(T value, String message) {}
    static <T> T requireNonNull(T value, Supplier<String> message) {}
    static <T> T requireNonNullElse(T value, T other) {}
    static <T> T requireNonNullElseGet(T value, Supplier<? extends T> other) {}
    static <T> int compare(T one, T other, Comparator<? super T> by) {}
    static boolean isNull(Object value) {}
    static boolean nonNull(Object value) {}
}
@Partial class Arrays {
    static <T> List<T> asList(T... values) {}
    static <T> Stream<T> stream(T[] values) {}
    static <T> void sort(T[] values, Comparator<? super T> by) {}
    static <T> T[] copyOf(T[] values, int length) {}
    static <T> T[] copyOfRange(T[] values, int start, int end) {}
    static <T> void setAll(T[] values, IntFunction<? extends T> by) {}
}
@Partial class Collections {
    static <T> List<T> emptyList() {}
    static <T> Set<T> emptySet() {}
    static <K, V> Map<K, V> emptyMap() {}
    static <T> Iterator<T> emptyIterator() {}
    static <T> List<T> singletonList(T value) {}
    static <T> Set<T> singleton(T value) {}
    static <K, V> Map<K, V> singletonMap(K key, V value) {}
    static <T> List<T> nCopies(int count, T value) {}
    static <T> List<T> unmodifiableList(List<? extends T> values) {}
    static <T> Set<T> unmodifiableSet(Set<? extends T> values) {}
    static <T> Collection<T> unmodifiableCollection(Collection<? extends T> values) {}
    static <K, V> Map<K, V> unmodifiableMap(Map<? extends K, ? extends V> values) {}
    static <T> List<T> synchronizedList(List<T> values) {}
    static <T> Set<T> synchronizedSet(Set<T> values) {}
    static <K, V> Map<K, V> synchronizedMap(Map<K, V> values) {}
    static <T> void sort(List<T> values) {}
    static <T> void sort(List<T> values, Comparator<? super T> by) {}
    static <T> T max(Collection<? extends T> values) {}
    static <T> T max(Collection<? extends T> values, Comparator<? super T> by) {}
    static <T> T min(Collection<? extends T> values) {}
    static <T> T min(Collection<? extends T> values, Comparator<? super T> by) {}
    static <T> Comparator<T> reverseOrder() {}
    static <T> Comparator<T> reverseOrder(Comparator<T> by) {}
}
interface EventListener { }
@Partial class EventObject { Object getSource() {} }
@Partial class Timer { void schedule(TimerTask task, long delay) {} }
@Partial class TimerTask implements Runnable { void run() {} }
@Partial class Random { int nextInt() {} int nextInt(int bound) {} boolean nextBoolean() {} double nextDouble() {} }
@Partial class Scanner implements Iterator<String> { String nextLine() {} int nextInt() {} }
@Partial class ServiceLoader<S> implements Iterable<S> {
    static <S> ServiceLoader<S> load(Class<S> service) {}
    Stream<ServiceLoader.Provider<S>> stream() {}
    Optional<S> findFirst() {}
    interface Provider<S> extends Supplier<S> { }
}
class NoSuchElementException extends RuntimeException { }
class ConcurrentModificationException extends RuntimeException { }
