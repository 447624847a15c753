<?php

namespace Acme\Shop\Model;

abstract class Entity // => defines class Entity
{
    protected static ?Entity $last = null; // => defines field Entity.$last; type_of Entity from Entity.$last

    public function __construct(protected int $id = 0) // => defines field Entity.$id; defines method Entity.__construct
    {
    }

    public static function create(): static // => defines method Entity.create
    {
        self::$last = new static(); // => calls Entity.__construct (inferred); instantiates Entity (inferred)
        return self::$last;
    }

    public function save(): static // => defines method Entity.save
    {
        $this->beforeSave(); // => calls Entity.beforeSave (inferred)
        return $this;
    }

    abstract protected function beforeSave(): void; // => defines method Entity.beforeSave
}
