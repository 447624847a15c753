<?php
function escape($text) { return htmlspecialchars($text); } // => defines function escape; calls htmlspecialchars

function logger() { // => defines function logger
    static $logger = null;
    return $logger ??= new \Psr\Log\NullLogger(); // => instantiates Psr.Log.NullLogger
}
