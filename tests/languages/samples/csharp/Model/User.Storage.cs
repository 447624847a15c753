using System; // => imports System
using System.Linq; // => imports System.Linq

namespace Acme.Shop.Model;

public partial class User : IDisposable // => defines class User; implements System.IDisposable
{
    private static readonly Store _store = Open(); // => defines field User._store; calls User.Open; type_of Store from User._store

    private static Store Open() => new Store(); // => defines method User.Open; instantiates Store; type_of Store

    private int Sum(List<Order> orders) // => defines method User.Sum; type_of User.Order, System.Collections.Generic.List
    {
        foreach (var order in orders)
        {
            order.Print(); // => calls User.Order.Print (inferred)
        }

        return orders.Where(order => order.Price() > 3).Select(one => one.Owner).First().Total; // => defines function User.Sum.<lambda1>; defines function User.Sum.<lambda2>; calls User.Order.Price (inferred); calls User.Sum.<lambda1>, User.Sum.<lambda2>, System.Linq.Enumerable.First (inferred) from User.Sum; calls System.Linq.Enumerable.Select, System.Linq.Enumerable.Where from User.Sum; references User.Sum.<lambda1>, User.Sum.<lambda2> from User.Sum
    }

    private static void Store(User user) => _store.Put(user); // => defines method User.Store; calls Store.Put; type_of User

    public void Dispose() // => defines method User.Dispose
    {
        Console.WriteLine($"gone {Name} {Sum(_orders)}"); // => calls User.Sum, System.Console.WriteLine
        _orders[0].Print("x"); // => calls User.Order.Print
    }
}

internal sealed class Store // => defines class Store
{
    public void Put(INamed named) => named.Label(); // => defines method Store.Put; calls INamed.Label; type_of INamed

    public T Get<T>(string key) where T : Entity<int>, new() => new T(); // => defines method Store.Get; type_of Entity
}
