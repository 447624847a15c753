<?php

namespace Acme\Shop {
    const VERSION = '1'; // => defines constant VERSION

    function slug(string $text): string // => defines function slug
    {
        return strtolower($text); // => calls strtolower
    }

    function strlen($text) // => defines function strlen
    {
        return \mb_strlen($text) + namespace\extra(); // => calls extra, mb_strlen
    }

    function extra(): int // => defines function extra
    {
        return strlen('shadowed'); // => calls strlen
    }
}

namespace Acme\Shop\Model {
    function now(): int // => defines function Model.now
    {
        return time(); // => calls time
    }
}
