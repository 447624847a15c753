using System.Collections.Generic;

namespace System.Linq
{
    public interface IGrouping<K, T> : IEnumerable<T> { K Key { get; } }
    public interface ILookup<K, T> : IEnumerable<IGrouping<K, T>> { IEnumerable<T> this[K key] { get; } }
    public interface IOrderedEnumerable<T> : IEnumerable<T> { }
    public interface IQueryable<T> : IEnumerable<T> { }

    public static class Enumerable
    {
        public static IEnumerable<T> Where<T>(this IEnumerable<T> all, Func<T, bool> by);
        public static IEnumerable<R> Select<T, R>(this IEnumerable<T> all, Func<T, R> by);
        public static IEnumerable<R> Select<T, R>(this IEnumerable<T> all, Func<T, int, R> by);
        public static IEnumerable<R> SelectMany<T, R>(this IEnumerable<T> all, Func<T, IEnumerable<R>> by);
        public static IEnumerable<R> Cast<R>(this System.Collections.IEnumerable all);
        public static IEnumerable<R> OfType<R>(this System.Collections.IEnumerable all);
        public static IEnumerable<T> AsEnumerable<T>(this IEnumerable<T> all);
        public static IOrderedEnumerable<T> OrderBy<T, K>(this IEnumerable<T> all, Func<T, K> by);
        public static IOrderedEnumerable<T> OrderByDescending<T, K>(this IEnumerable<T> all, Func<T, K> by);
        public static IOrderedEnumerable<T> ThenBy<T, K>(this IOrderedEnumerable<T> all, Func<T, K> by);
        public static IOrderedEnumerable<T> ThenByDescending<T, K>(this IOrderedEnumerable<T> all, Func<T, K> by);
        public static IEnumerable<IGrouping<K, T>> GroupBy<T, K>(this IEnumerable<T> all, Func<T, K> by);
        public static IEnumerable<T> Distinct<T>(this IEnumerable<T> all);
        public static IEnumerable<T> DistinctBy<T, K>(this IEnumerable<T> all, Func<T, K> by);
        public static IEnumerable<T> Reverse<T>(this IEnumerable<T> all);
        public static IEnumerable<T> Skip<T>(this IEnumerable<T> all, int count);
        public static IEnumerable<T> SkipWhile<T>(this IEnumerable<T> all, Func<T, bool> by);
        public static IEnumerable<T> Take<T>(this IEnumerable<T> all, int count);
        public static IEnumerable<T> TakeWhile<T>(this IEnumerable<T> all, Func<T, bool> by);
        public static IEnumerable<T> Concat<T>(this IEnumerable<T> all, IEnumerable<T> others);
        public static IEnumerable<T> Union<T>(this IEnumerable<T> all, IEnumerable<T> others);
        public static IEnumerable<T> Except<T>(this IEnumerable<T> all, IEnumerable<T> others);
        public static IEnumerable<T> Intersect<T>(this IEnumerable<T> all, IEnumerable<T> others);
        public static IEnumerable<T> Append<T>(this IEnumerable<T> all, T one);
        public static IEnumerable<T> Prepend<T>(this IEnumerable<T> all, T one);
        public static IEnumerable<T> DefaultIfEmpty<T>(this IEnumerable<T> all);
        public static IEnumerable<R> Zip<T, U, R>(this IEnumerable<T> all, IEnumerable<U> others, Func<T, U, R> by);
        public static IEnumerable<R> Join<T, U, K, R>(this IEnumerable<T> all, IEnumerable<U> others, Func<T, K> one, Func<U, K> other, Func<T, U, R> by);
        public static T First<T>(this IEnumerable<T> all);
        public static T First<T>(this IEnumerable<T> all, Func<T, bool> by);
        public static T FirstOrDefault<T>(this IEnumerable<T> all);
        public static T FirstOrDefault<T>(this IEnumerable<T> all, Func<T, bool> by);
        public static T Last<T>(this IEnumerable<T> all);
        public static T Last<T>(this IEnumerable<T> all, Func<T, bool> by);
        public static T LastOrDefault<T>(this IEnumerable<T> all);
        public static T LastOrDefault<T>(this IEnumerable<T> all, Func<T, bool> by);
        public static T Single<T>(this IEnumerable<T> all);
        public static T Single<T>(this IEnumerable<T> all, Func<T, bool> by);
        public static T SingleOrDefault<T>(this IEnumerable<T> all);
        public static T SingleOrDefault<T>(this IEnumerable<T> all, Func<T, bool> by);
        public static T ElementAt<T>(this IEnumerable<T> all, int index);
        public static T ElementAtOrDefault<T>(this IEnumerable<T> all, int index);
        public static T MinBy<T, K>(this IEnumerable<T> all, Func<T, K> by);
        public static T MaxBy<T, K>(this IEnumerable<T> all, Func<T, K> by);
        public static R Min<T, R>(this IEnumerable<T> all, Func<T, R> by);
        public static R Max<T, R>(this IEnumerable<T> all, Func<T, R> by);
        public static T Min<T>(this IEnumerable<T> all);
        public static T Max<T>(this IEnumerable<T> all);
        public static int Sum<T>(this IEnumerable<T> all, Func<T, int> by);
        public static int Sum(this IEnumerable<int> all);
        public static double Average<T>(this IEnumerable<T> all, Func<T, int> by);
        public static T Aggregate<T>(this IEnumerable<T> all, Func<T, T, T> by);
        public static A Aggregate<T, A>(this IEnumerable<T> all, A first, Func<A, T, A> by);
        public static bool Any<T>(this IEnumerable<T> all);
        public static bool Any<T>(this IEnumerable<T> all, Func<T, bool> by);
        public static bool All<T>(this IEnumerable<T> all, Func<T, bool> by);
        public static bool Contains<T>(this IEnumerable<T> all, T one);
        public static bool SequenceEqual<T>(this IEnumerable<T> all, IEnumerable<T> others);
        public static int Count<T>(this IEnumerable<T> all);
        public static int Count<T>(this IEnumerable<T> all, Func<T, bool> by);
        public static List<T> ToList<T>(this IEnumerable<T> all);
        public static T[] ToArray<T>(this IEnumerable<T> all);
        public static HashSet<T> ToHashSet<T>(this IEnumerable<T> all);
        public static Dictionary<K, T> ToDictionary<T, K>(this IEnumerable<T> all, Func<T, K> by);
        public static Dictionary<K, V> ToDictionary<T, K, V>(this IEnumerable<T> all, Func<T, K> by, Func<T, V> value);
        public static ILookup<K, T> ToLookup<T, K>(this IEnumerable<T> all, Func<T, K> by);
        public static IEnumerable<int> Range(int start, int count);
        public static IEnumerable<T> Repeat<T>(T one, int count);
        public static IEnumerable<T> Empty<T>();
    }
}
