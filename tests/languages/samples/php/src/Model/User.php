<?php

declare(strict_types=1);

namespace Acme\Shop\Model;

use Acme\Shop\Contracts\Named; // => imports Acme.Shop.Contracts.Named

final class User extends Entity implements Named // => defines class User; implements Acme.Shop.Contracts.Named; inherits Entity
{
    use Timestamps, Loud { // => inherits Loud, Timestamps
        Loud::say insteadof Timestamps;
        Timestamps::say as protected whisper;
    }

    private ?Address $address; // => defines field User.$address; type_of Address from User.$address

    /** @var Address[] */
    private array $history = []; // => defines field User.$history

    public function __construct(private readonly string $name, ?Address $address = null) // => defines field User.$name; defines method User.__construct; overrides Entity.__construct; type_of Address
    {
        parent::__construct(1); // => calls Entity.__construct
        $this->address = $address ?? new Address(); // => instantiates Address
    }

    protected function beforeSave(): void // => defines method User.beforeSave; overrides Entity.beforeSave
    {
        $this->touch(); // => calls Timestamps.touch (inferred)
        $this->say(); // => calls Loud.say (inferred)
        $this->whisper(); // => calls Timestamps.say (inferred)
        foreach ($this->history as $place) {
            $place->line(); // => calls Address.line (inferred)
        }
    }

    public function name(): string // => defines method User.name; overrides Loud.name
    {
        return $this->name;
    }

    public function address(): Address // => defines method User.address; type_of Address
    {
        return $this->address;
    }

    public function rename(string $name): self // => defines method User.rename
    {
        return new self($name, $this->address); // => calls User.__construct; instantiates User
    }
}
