package java.util.concurrent;

import java.util.*;
import java.util.function.*;

interface Callable<V> { V call(); }
interface Executor { void execute(Runnable task); }
@Partial interface Future<V> {
    V get();
    V get(long time, TimeUnit unit);
    boolean cancel(boolean interrupt);
    boolean isDone();
    boolean isCancelled();
}
@Partial interface ExecutorService extends Executor, AutoCloseable {
    <T> Future<T> submit(Callable<T> task);
    <T> Future<T> submit(Runnable task, T result);
    Future<?> submit(Runnable task);
    <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks);
    <T> T invokeAny(Collection<? extends Callable<T>> tasks);
    void shutdown();
    List<Runnable> shutdownNow();
    boolean awaitTermination(long time, TimeUnit unit);
}
interface ScheduledFuture<V> extends Future<V> { }
@Partial interface ScheduledExecutorService extends ExecutorService {
    ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit);
    <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit);
    ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long delay, long period, TimeUnit unit);
    ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initial, long delay, TimeUnit unit);
}
interface ThreadFactory { Thread newThread(Runnable task); }
@Partial class Executors {
    static ExecutorService newFixedThreadPool(int count) {}
    static ExecutorService newFixedThreadPool(int count, ThreadFactory maker) {}
    static ExecutorService newCachedThreadPool() {}
    static ExecutorService newSingleThreadExecutor() {}
    static ExecutorService newWorkStealingPool() {}
    static ExecutorService newVirtualThreadPerTaskExecutor() {}
    static ScheduledExecutorService newScheduledThreadPool(int count) {}
    static ScheduledExecutorService newSingleThreadScheduledExecutor() {}
}
@Partial class ThreadPoolExecutor implements ExecutorService { }
@Partial class FutureTask<V> implements Future<V>, Runnable {
    FutureTask(Callable<V> task) {}
    FutureTask(Runnable task, V result) {}
    void run() {}
}
@Partial interface CompletionStage<T> { }
@Partial class CompletableFuture<T> implements Future<T>, CompletionStage<T> {
    static <U> CompletableFuture<U> supplyAsync(Supplier<U> by) {}
    static <U> CompletableFuture<U> supplyAsync(Supplier<U> by, Executor executor) {}
    static CompletableFuture<Void> runAsync(Runnable task) {}
    static CompletableFuture<Void> runAsync(Runnable task, Executor executor) {}
    static <U> CompletableFuture<U> completedFuture(U value) {}
    static CompletableFuture<Void> allOf(CompletableFuture<?>... futures) {}
    T join() {}
    T getNow(T other) {}
    boolean complete(T value) {}
    <U> CompletableFuture<U> thenApply(Function<? super T, ? extends U> by) {}
    <U> CompletableFuture<U> thenApplyAsync(Function<? super T, ? extends U> by) {}
    CompletableFuture<Void> thenAccept(Consumer<? super T> action) {}
    CompletableFuture<Void> thenRun(Runnable action) {}
    <U> CompletableFuture<U> thenCompose(Function<? super T, ? extends CompletionStage<U>> by) {}
    <U, V> CompletableFuture<V> thenCombine(
        CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> by) {}
    CompletableFuture<T> whenComplete(BiConsumer<? super T, ? super Throwable> action) {}
    <U> CompletableFuture<U> handle(BiFunction<? super T, Throwable, ? extends U> by) {}
    CompletableFuture<T> exceptionally(Function<Throwable, ? extends T> by) {}
}
@Partial interface ConcurrentMap<K, V> extends Map<K, V> { }
@Partial class ConcurrentHashMap<K, V> extends AbstractMap<K, V> implements ConcurrentMap<K, V> {
    static <T> Set<T> newKeySet() {}
}
@Partial class ConcurrentSkipListMap<K, V> extends AbstractMap<K, V> implements ConcurrentMap<K, V>, NavigableMap<K, V> { }
@Partial class CopyOnWriteArrayList<E> implements List<E> { }
@Partial class CopyOnWriteArraySet<E> extends AbstractSet<E> { }
@Partial class ConcurrentLinkedQueue<E> extends AbstractQueue<E> { }
@Partial class ConcurrentLinkedDeque<E> extends AbstractCollection<E> implements Deque<E> { }
interface BlockingQueue<E> extends Queue<E> {
    void put(E value);
    E take();
    E poll(long time, TimeUnit unit);
    boolean offer(E value, long time, TimeUnit unit);
    int remainingCapacity();
    int drainTo(Collection<? super E> to);
}
@Partial class LinkedBlockingQueue<E> extends AbstractQueue<E> implements BlockingQueue<E> { }
@Partial class ArrayBlockingQueue<E> extends AbstractQueue<E> implements BlockingQueue<E> { }
@Partial class PriorityBlockingQueue<E> extends AbstractQueue<E> implements BlockingQueue<E> { }
@Partial enum TimeUnit { NANOSECONDS, MICROSECONDS, MILLISECONDS, SECONDS, MINUTES, HOURS, DAYS }
class ExecutionException extends Exception { }
class TimeoutException extends Exception { }
