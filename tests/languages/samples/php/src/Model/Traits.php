<?php

namespace Acme\Shop\Model;

trait Timestamps // => defines trait Timestamps
{
    private $touched; // => defines field Timestamps.$touched

    public function touch(): void // => defines method Timestamps.touch
    {
        $this->touched = now(); // => calls now
        $this->save(); // => calls Entity.save (inferred)
    }

    public function say(): void // => defines method Timestamps.say
    {
    }
}

trait Loud // => defines trait Loud
{
    public function say(): void // => defines method Loud.say
    {
        echo "LOUD {$this->name()}"; // => calls User.name (inferred)
    }

    abstract public function name(): string; // => defines method Loud.name
}
