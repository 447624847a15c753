<?php

namespace Acme\Shop\Model;

class Address // => defines class Address
{
    public ?Country $country = null; // => defines field Address.$country; type_of Country from Address.$country

    public function line(): string // => defines method Address.line
    {
        return $this->country?->label() ?? Country::Home->label(); // => calls Country.label (inferred)
    }
}

enum Country: string // => defines enum Country
{
    case Home = 'home'; // => defines constant Country.Home
    case Abroad = 'abroad'; // => defines constant Country.Abroad

    const DEFAULT = self::Home; // => defines constant Country.DEFAULT

    public function label(): string // => defines method Country.label
    {
        return strtoupper(self::DEFAULT->value); // => calls strtoupper
    }

    public static function guess(string $text): self // => defines method Country.guess
    {
        return self::tryFrom($text) ?? self::DEFAULT; // => unresolved calls self::tryFrom
    }
}
