using System.Collections.Generic; // => imports System.Collections.Generic
using Acme.Shop.Util; // => imports Acme.Shop.Util

namespace Acme.Shop.Model;

public partial class User : Entity<int>, INamed // => defines class User; implements INamed; inherits Entity
{
    private readonly List<Order> _orders = new(); // => defines field User._orders; instantiates System.Collections.Generic.List; type_of User.Order, System.Collections.Generic.List from User._orders
    private static int _count = Next(1); // => defines field User._count; calls User.Next

    public string Name { get; init; } = "nobody"; // => defines field User.Name

    public Level Level { get; set; } // => defines field User.Level; type_of Level from User.Level

    public int Total => Sum(_orders); // => defines method User.Total; calls User.Sum

    public User(int id, string name) : base(id) // => defines method User.User; calls Entity.Entity
    {
        Name = name;
        Added += OnAdded; // => references User.OnAdded
    }

    public User(string name) : this(Next(2), name) { } // => defines method User.User; calls User.Next, User.User

    public event Handler Added; // => defines field User.Added; type_of User.Handler from User.Added

    public delegate void Handler(User sender, Order order); // => defines type_alias User.Handler; type_of User, User.Order

    public override void Touch() // => defines method User.Touch; overrides Entity.Touch
    {
        base.Touch(); // => calls Entity.Touch
        this.Log("touched"); // => calls Acme.Shop.Util.Extensions.Log
    }

    public override void Save(bool force = false) => Store(this); // => defines method User.Save; calls User.Store; overrides Entity.Save

    private static int Next(int step) => _count + step; // => defines method User.Next

    private static void OnAdded(User sender, Order order) => order.Print(); // => defines method User.OnAdded; calls User.Order.Print; type_of User, User.Order

    public void Add(Order order) // => defines method User.Add; type_of User.Order
    {
        _orders.Add(order); // => calls System.Collections.Generic.List.Add
        Added?.Invoke(this, order); // => calls User.OnAdded (inferred)
    }

    public class Order // => defines class User.Order
    {
        public User Owner { get; } // => defines field User.Order.Owner; type_of User from User.Order.Owner

        public Order(User owner) { Owner = owner; } // => defines method User.Order.Order; type_of User

        public int Price() => Owner.Total; // => defines method User.Order.Price

        public void Print() // => defines method User.Order.Print
        {
            Print("order"); // => calls User.Order.Print
            Print(3); // => calls User.Order.Print
        }

        public void Print(string text) { } // => defines method User.Order.Print

        public void Print(int copies) { } // => defines method User.Order.Print
    }
}
