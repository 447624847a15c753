using System; // => imports System
using System.Collections.Generic; // => imports System.Collections.Generic
using System.Linq; // => imports System.Linq
using System.Threading.Tasks; // => imports System.Threading.Tasks
using Acme.Shop.Model; // => imports Acme.Shop.Model
using Acme.Shop.Util; // => imports Acme.Shop.Util
using Newtonsoft.Json; // => imports Newtonsoft.Json
using static Acme.Shop.Util.Deep.Numbers; // => imports Acme.Shop.Util.Deep.Numbers
using Parcel = Acme.Shop.Model.User.Order; // => imports Acme.Shop.Model.User.Order

namespace Acme.Shop.Services
{
    [AttributeUsage(AttributeTargets.Class)] // => decorates System.AttributeUsageAttribute from AuditedAttribute
    public class AuditedAttribute : Attribute // => defines class AuditedAttribute; inherits System.Attribute
    {
    }

    public interface IUserService // => defines interface IUserService
    {
        Task<User> FindAsync(int id); // => defines method IUserService.FindAsync; type_of Acme.Shop.Model.User, System.Threading.Tasks.Task

        void Remove(User user); // => defines method IUserService.Remove; type_of Acme.Shop.Model.User
    }

    [Audited] // => decorates AuditedAttribute from UserService
    public class UserService(Store store, IClock clock) : IUserService // => defines class UserService; defines field UserService.clock; defines field UserService.store; implements IUserService; type_of Acme.Shop.Model.Store, IClock; type_of Acme.Shop.Model.Store from UserService.store; type_of IClock from UserService.clock
    {
        private readonly Dictionary<int, User> _users = new Dictionary<int, User>(); // => defines field UserService._users; instantiates System.Collections.Generic.Dictionary; type_of Acme.Shop.Model.User, System.Collections.Generic.Dictionary from UserService._users

        public async Task<User> FindAsync(int id) // => defines method UserService.FindAsync; overrides IUserService.FindAsync; type_of Acme.Shop.Model.User, System.Threading.Tasks.Task
        {
            await Task.Delay(Clamp(id)); // => calls Acme.Shop.Util.Deep.Numbers.Clamp, System.Threading.Tasks.Task.Delay
            if (_users.TryGetValue(id, out var found)) // => calls System.Collections.Generic.Dictionary.TryGetValue
            {
                found.Touch(); // => calls Acme.Shop.Model.User.Touch (inferred)
            }

            return found ?? new User("new") { Level = Level.High }; // => calls Acme.Shop.Model.User.User; instantiates Acme.Shop.Model.User
        }

        void IUserService.Remove(User user) // => defines method UserService.Remove; overrides IUserService.Remove; type_of Acme.Shop.Model.User
        {
            user.Rename("removed"); // => calls Acme.Shop.Util.Extensions.Rename
            Extensions.Rename(user, "again"); // => calls Acme.Shop.Util.Extensions.Rename
            clock.Now(); // => calls IClock.Now
        }

        public async Task Run(object input, params string[] names) // => defines method UserService.Run; type_of System.Threading.Tasks.Task
        {
            var user = await FindAsync(1); // => calls UserService.FindAsync
            user.Save(); // => calls Acme.Shop.Model.User.Save (inferred)
            User.Order order = new(user); // => calls Acme.Shop.Model.User.Order.Order (inferred); instantiates Acme.Shop.Model.User.Order; type_of Acme.Shop.Model.User.Order
            order.Print(2); // => calls Acme.Shop.Model.User.Order.Print
            var basket = new List<User.Order> { order, new Parcel(user) }; // => calls Acme.Shop.Model.User.Order.Order; instantiates Acme.Shop.Model.User.Order, System.Collections.Generic.List
            basket.First().Print(); // => calls Acme.Shop.Model.User.Order.Print, System.Linq.Enumerable.First (inferred)
            Func<User, int> total = one => one.Total; // => defines function UserService.Run.<lambda1>; references UserService.Run.<lambda1> from UserService.Run; type_of Acme.Shop.Model.User from UserService.Run
            Action<User> save = one => one.Save(force: true); // => defines function UserService.Run.<lambda2>; calls Acme.Shop.Model.User.Save (inferred); references UserService.Run.<lambda2> from UserService.Run; type_of Acme.Shop.Model.User from UserService.Run
            save(user); // => calls UserService.Run.<lambda2> (inferred)
            Action touch = user.Touch; // => references Acme.Shop.Model.Entity.Touch, Acme.Shop.Model.User.Touch (inferred)
            touch(); // => calls Acme.Shop.Model.User.Touch (inferred)
            if (input is User other && other.Total > 0) // => type_of Acme.Shop.Model.User
            {
                other.Touch(); // => calls Acme.Shop.Model.User.Touch
            }

            switch (input)
            {
                case User.Order parcel: // => type_of Acme.Shop.Model.User.Order
                    parcel.Print(); // => calls Acme.Shop.Model.User.Order.Print
                    break;
                case Point { X: 1 } point: // => type_of Acme.Shop.Model.Point
                    point.Sum(); // => calls Acme.Shop.Model.Point.Sum
                    break;
            }

            ((INamed)input).Label(); // => calls Acme.Shop.Model.INamed.Label
            (input as User)?.Touch(); // => calls Acme.Shop.Model.User.Touch
            var loaded = store.Get<User>("x"); // => calls Acme.Shop.Model.Store.Get
            loaded.Touch(); // => calls Acme.Shop.Model.User.Touch (inferred)
            var both = from one in _users.Values where one.Total > 1 select one.Level;
            int Local(int n) => n < 1 ? 0 : Local(n - 1); // => defines function UserService.Run.Local; calls UserService.Run.Local
            Local(names.Length); // => calls UserService.Run.Local
            names.Second().Trim(); // => calls Acme.Shop.Util.Extensions.Second, System.String.Trim
            var money = new Money(1) + new Money(2); // => calls Acme.Shop.Model.Money.Money; instantiates Acme.Shop.Model.Money
            money.Twice(); // => calls Acme.Shop.Model.Money.Twice (inferred)
            Each(_users.Values, Touch); // => calls UserService.Each
            Each(_users.Values, one => one.Add(order)); // => defines function UserService.Run.<lambda3>; calls Acme.Shop.Model.User.Add (inferred); calls UserService.Each from UserService.Run; references UserService.Run.<lambda3> from UserService.Run
            JsonConvert.SerializeObject(user); // => calls Newtonsoft.Json.JsonConvert.SerializeObject
            using var reader = System.IO.File.OpenText("x"); // => calls System.IO.File.OpenText
            reader.ReadLine(); // => calls System.IO.StreamReader.ReadLine (inferred)
            try
            {
                Missing(); // => unresolved calls Missing
            }
            catch (ServiceException error) // => type_of ServiceException
            {
                error.Report(); // => calls ServiceException.Report
            }

            User[] list = { user }; // => type_of Acme.Shop.Model.User
            list[0].Touch(); // => calls Acme.Shop.Model.User.Touch
            list.Second().Save(); // => calls Acme.Shop.Model.User.Save, Acme.Shop.Util.Extensions.Second
            global::Acme.Shop.Model.Level level = Model.Level.Low; // => type_of Acme.Shop.Model.Level
        }

        private static void Touch(User user) => user.Touch(); // => defines method UserService.Touch; calls Acme.Shop.Model.User.Touch; type_of Acme.Shop.Model.User

        private static void Each<T>(IEnumerable<T> all, Action<T> action) // => defines method UserService.Each; type_of System.Collections.Generic.IEnumerable
        {
            foreach (T one in all) action(one); // => calls UserService.Run.<lambda3>, UserService.Touch (inferred)
        }
    }

    public class ServiceException : Exception // => defines class ServiceException; inherits System.Exception
    {
        public ServiceException(string message) : base(message) { } // => defines method ServiceException.ServiceException

        public void Report() => Console.WriteLine(Message); // => defines method ServiceException.Report; calls System.Console.WriteLine
    }

    public interface IClock // => defines interface IClock
    {
        DateTime Now(); // => defines method IClock.Now
    }
}
