<?php

namespace Acme\Shop\Contracts;

use Acme\Shop\Model\User; // => imports Acme.Shop.Model.User

interface Named // => defines interface Named
{
    public const LIMIT = 3; // => defines constant Named.LIMIT

    public function name(): string; // => defines method Named.name
}

interface Notifier extends Named, \Countable // => defines interface Notifier; inherits Named, Countable
{
    public function notify(User $user): bool; // => defines method Notifier.notify; type_of Acme.Shop.Model.User
}
