using Acme.Shop.Model; // => imports Acme.Shop.Model
using Log = Serilog.Log; // => imports Serilog.Log

namespace Acme.Shop.Util
{
    public static class Extensions // => defines class Extensions
    {
        public static void Log(this INamed named, string text) // => defines method Extensions.Log; type_of Acme.Shop.Model.INamed
        {
            Serilog.Log.Information(named.Label() + text); // => calls Acme.Shop.Model.INamed.Label, Serilog.Log.Information
        }

        public static T Second<T>(this T[] all) => all[1]; // => defines method Extensions.Second

        public static void Rename(this User user, string name) // => defines method Extensions.Rename; type_of Acme.Shop.Model.User
        {
            user.Log(name); // => calls Extensions.Log
        }
    }

    namespace Deep
    {
        internal static class Numbers // => defines class Deep.Numbers
        {
            public const int Limit = 3; // => defines field Deep.Numbers.Limit

            public static int Clamp(int value) => value > Limit ? Limit : value; // => defines method Deep.Numbers.Clamp
        }
    }
}
