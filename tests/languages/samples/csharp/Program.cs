using Acme.Shop.Model; // => imports Acme.Shop.Model
using Acme.Shop.Services; // => imports Acme.Shop.Services

var service = new UserService(null, null); // => instantiates Acme.Shop.Services.UserService
await service.Run(new User("first")); // => calls Acme.Shop.Model.User.User; calls Acme.Shop.Services.UserService.Run (inferred); instantiates Acme.Shop.Model.User
Help(); // => calls Help

void Help() // => defines function Help
{
    service.FindAsync(1); // => calls Acme.Shop.Services.UserService.FindAsync (inferred)
}
