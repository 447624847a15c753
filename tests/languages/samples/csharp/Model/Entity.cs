namespace Acme.Shop.Model
{
    using System; // => imports System

    public interface INamed // => defines interface INamed
    {
        string Name { get; } // => defines field INamed.Name

        string Label() => Name.ToUpper(); // => defines method INamed.Label; calls System.String.ToUpper
    }

    /// <summary>All that is stored.</summary>
    public abstract class Entity<TKey> : IEquatable<Entity<TKey>> // => defines class Entity; implements System.IEquatable; type_of Entity
    {
        public TKey Id { get; protected set; } // => defines field Entity.Id

        protected Entity(TKey id) // => defines method Entity.Entity
        {
            Id = id;
            Touch(); // => calls Entity.Touch; calls User.Touch (inferred)
        }

        protected Entity() : this(default) // => defines method Entity.Entity; calls Entity.Entity
        {
        }

        public virtual void Touch() { } // => defines method Entity.Touch

        public abstract void Save(bool force = false); // => defines method Entity.Save

        public bool Equals(Entity<TKey> other) => other != null && Id.Equals(other.Id); // => defines method Entity.Equals; calls System.Object.Equals; type_of Entity
    }

    public enum Level // => defines enum Level
    {
        Low, // => defines constant Level.Low
        High = 5, // => defines constant Level.High
    }

    public readonly struct Money // => defines struct Money
    {
        public readonly decimal Amount; // => defines field Money.Amount

        public Money(decimal amount) => Amount = amount; // => defines method Money.Money

        public static Money operator +(Money left, Money right) => new Money(left.Amount + right.Amount); // => defines method Money.+; calls Money.Money; instantiates Money; type_of Money

        public Money Twice() => this + this; // => defines method Money.Twice; type_of Money
    }

    public record Point(int X, int Y) // => defines class Point; defines field Point.X; defines field Point.Y
    {
        public int Sum() => X + Y; // => defines method Point.Sum
    }
}
