namespace System.Collections
{
    public interface IEnumerator { object Current { get; } bool MoveNext(); void Reset(); }
    public interface IEnumerable { IEnumerator GetEnumerator(); }
    public interface ICollection : IEnumerable { int Count { get; } }
    [Partial] public interface IList : ICollection { }
    [Partial] public interface IDictionary : ICollection { }
    [Partial] public class ArrayList : IList { }
    [Partial] public class Hashtable : IDictionary { }
}

namespace System.Collections.Generic
{
    public interface IEnumerator<T> : IDisposable, IEnumerator { T Current { get; } }
    public interface IEnumerable<T> : IEnumerable { IEnumerator<T> GetEnumerator(); }
    public interface IAsyncEnumerable<T> { }
    public interface IComparer<T> { int Compare(T one, T other); }
    public interface IEqualityComparer<T> { bool Equals(T one, T other); int GetHashCode(T one); }
    [Partial] public class Comparer<T> : IComparer<T> { public static Comparer<T> Default { get; } }
    [Partial] public class EqualityComparer<T> : IEqualityComparer<T> { public static EqualityComparer<T> Default { get; } }
    public interface IReadOnlyCollection<T> : IEnumerable<T> { int Count { get; } }
    public interface IReadOnlyList<T> : IReadOnlyCollection<T> { T this[int index] { get; } }
    public interface ICollection<T> : IEnumerable<T>
    {
        int Count { get; }
        bool IsReadOnly { get; }
        void Add(T item);
        void Clear();
        bool Contains(T item);
        bool Remove(T item);
        void CopyTo(T[] array, int index);
    }
    public interface IList<T> : ICollection<T>
    {
        T this[int index] { get; set; }
        int IndexOf(T item);
        void Insert(int index, T item);
        void RemoveAt(int index);
    }
    public interface ISet<T> : ICollection<T> { bool Add(T item); void UnionWith(IEnumerable<T> other); void ExceptWith(IEnumerable<T> other); }
    public struct KeyValuePair<K, V> { public K Key { get; } public V Value { get; } }
    public interface IReadOnlyDictionary<K, V> : IReadOnlyCollection<KeyValuePair<K, V>>
    {
        V this[K key] { get; }
        IEnumerable<K> Keys { get; }
        IEnumerable<V> Values { get; }
        bool ContainsKey(K key);
        bool TryGetValue(K key, out V value);
    }
    public interface IDictionary<K, V> : ICollection<KeyValuePair<K, V>>
    {
        V this[K key] { get; set; }
        ICollection<K> Keys { get; }
        ICollection<V> Values { get; }
        void Add(K key, V value);
        bool ContainsKey(K key);
        bool Remove(K key);
        bool TryGetValue(K key, out V value);
    }
    [Partial] public class List<T> : IList<T>, IReadOnlyList<T>
    {
        public int Count { get; }
        public int Capacity { get; set; }
        public T this[int index] { get; set; }
        public void Add(T item);
        public void AddRange(IEnumerable<T> items);
        public void Clear();
        public bool Contains(T item);
        public bool Exists(Predicate<T> by);
        public T Find(Predicate<T> by);
        public List<T> FindAll(Predicate<T> by);
        public int FindIndex(Predicate<T> by);
        public T FindLast(Predicate<T> by);
        public void ForEach(Action<T> action);
        public List<T> GetRange(int index, int count);
        public int IndexOf(T item);
        public void Insert(int index, T item);
        public bool Remove(T item);
        public int RemoveAll(Predicate<T> by);
        public void RemoveAt(int index);
        public void Reverse();
        public void Sort();
        public void Sort(Comparison<T> by);
        public T[] ToArray();
        public bool TrueForAll(Predicate<T> by);
        public List<R> ConvertAll<R>(Converter<T, R> by);
    }
    [Partial] public class Dictionary<K, V> : IDictionary<K, V>, IReadOnlyDictionary<K, V>
    {
        public V this[K key] { get; set; }
        public int Count { get; }
        public ICollection<K> Keys { get; }
        public ICollection<V> Values { get; }
        public void Add(K key, V value);
        public bool TryAdd(K key, V value);
        public void Clear();
        public bool ContainsKey(K key);
        public bool Remove(K key);
        public bool TryGetValue(K key, out V value);
    }
    [Partial] public class SortedDictionary<K, V> : Dictionary<K, V> { }
    [Partial] public class SortedList<K, V> : Dictionary<K, V> { }
    [Partial] public class HashSet<T> : ISet<T> { public bool Add(T item); }
    [Partial] public class SortedSet<T> : ISet<T> { public bool Add(T item); }
    [Partial] public class Queue<T> : IReadOnlyCollection<T> { public void Enqueue(T item); public T Dequeue(); public T Peek(); public bool TryDequeue(out T item); }
    [Partial] public class Stack<T> : IReadOnlyCollection<T> { public void Push(T item); public T Pop(); public T Peek(); public bool TryPop(out T item); }
    [Partial] public class LinkedList<T> : ICollection<T> { }
}

namespace System.Collections.ObjectModel
{
    using System.Collections.Generic;

    [Partial] public class Collection<T> : IList<T>, IReadOnlyList<T> { public T this[int index] { get; set; } protected IList<T> Items { get; } }
    [Partial] public class ReadOnlyCollection<T> : IList<T>, IReadOnlyList<T> { }
    [Partial] public class ObservableCollection<T> : Collection<T> { }
    [Partial] public abstract class KeyedCollection<K, T> : Collection<T> { }
}

namespace System.Collections.Concurrent
{
    using System.Collections.Generic;

    [Partial] public class ConcurrentDictionary<K, V> : Dictionary<K, V>
    {
        public V GetOrAdd(K key, Func<K, V> by);
        public V AddOrUpdate(K key, V value, Func<K, V, V> by);
    }
    [Partial] public class ConcurrentQueue<T> : IReadOnlyCollection<T> { public void Enqueue(T item); public bool TryDequeue(out T item); }
    [Partial] public class ConcurrentBag<T> : IReadOnlyCollection<T> { public void Add(T item); }
}
