<?php

use Acme\Shop\Model\User; // => imports Acme.Shop.Model.User
use Acme\Shop\Service\Mailer; // => imports Acme.Shop.Service.Mailer
use Acme\Shop\Service\Queue; // => imports Acme.Shop.Service.Queue

require_once __DIR__ . '/../vendor/autoload.php'; // => unresolved imports __DIR__ . '/../vendor/autoload.php'
require 'page.php'; // => imports legacy/page.php
include dirname(__FILE__) . '/lib/tools.php'; // => calls dirname; imports legacy/lib/tools.php

define('DEBUG', true); // => calls define

class Boot // => defines class Boot
{
    private $parts = array(); // => defines field Boot.$parts

    function Boot_run($mailer) // => defines method Boot.Boot_run
    {
        global $registry;
        $registry->push(new User('global')); // => calls Acme.Shop.Model.User.__construct; calls Acme.Shop.Service.Queue.push (inferred); instantiates Acme.Shop.Model.User
        $mailer->notify(null); // => calls Acme.Shop.Service.Mailer.notify (inferred)
        return render($this); // => calls render
    }
}

function main(): void // => defines function main
{
    $boot = new Boot(); // => instantiates Boot
    $boot->Boot_run(Mailer::build(logger())); // => calls Acme.Shop.Service.Mailer.build, logger; calls Boot.Boot_run (inferred)
    $queue = new Queue; // => instantiates Acme.Shop.Service.Queue
    $queue->first()->address()->line(); // => calls Acme.Shop.Model.Address.line, Acme.Shop.Model.User.address, Acme.Shop.Service.Queue.first (inferred)
    $mailer = Mailer::build(logger()); // => calls Acme.Shop.Service.Mailer.build, logger
    $mailer(new \Acme\Shop\Model\Address()); // => calls Acme.Shop.Service.Mailer.__invoke (inferred); instantiates Acme.Shop.Model.Address
    [$a, $b] = pair(); // => calls pair
    $a->line(); // => calls Acme.Shop.Model.Address.line (inferred)
    try {
        $queue->push(null); // => calls Acme.Shop.Service.Queue.push (inferred)
    } catch (BootFailed | \RuntimeException $error) { // => type_of BootFailed, RuntimeException
        $error->report(); // => calls BootFailed.report, RuntimeException.report (inferred)
    }
    $late = function () use ($queue) { // => defines function main.<lambda1>; references main.<lambda1> from main
        return $queue->isEmpty(); // => calls Acme.Shop.Service.Queue.isEmpty (inferred)
    };
    $late(); // => calls main.<lambda1> (inferred)
    $anonymous = new class extends Boot { // => defines class main.<class1>; inherits Boot; instantiates main.<class1> from main
        public function run() { $this->Boot_run(null); } // => defines method main.<class1>.run; calls Boot.Boot_run (inferred)
    };
    $anonymous->run(); // => calls main.<class1>.run (inferred)
    $name = 'main';
    $name(); // => unresolved calls $name
    fallback(); // => calls fallback
}

/** @return array{0: \Acme\Shop\Model\Address, 1: string} */
function pair() // => defines function pair
{
    return [];
}

class BootFailed extends \Exception // => defines class BootFailed; inherits Exception
{
    public function report() { $this->getMessage(); parent::getLine(); } // => defines method BootFailed.report; calls Exception.getLine, Exception.getMessage (inferred)
}

if (!function_exists('fallback')) { // => calls function_exists
    function fallback() { main(); } // => defines function fallback; calls main
}

$registry = new Queue(); // => instantiates Acme.Shop.Service.Queue
$registry->push(null); // => calls Acme.Shop.Service.Queue.push (inferred)
main(); // => calls main
