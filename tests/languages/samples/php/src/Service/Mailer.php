<?php

namespace Acme\Shop\Service;

use Acme\Shop\Contracts\{Named, Notifier as NotifierContract}; // => imports Acme.Shop.Contracts.Named, Acme.Shop.Contracts.Notifier
use Acme\Shop\Model; // => imports Acme.Shop.Model
use Acme\Shop\Model\User; // => imports Acme.Shop.Model.User
use Acme\Shop\Model\Missing; // => unresolved imports Acme\Shop\Model\Missing
use GuzzleHttp\Client; // => imports GuzzleHttp.Client
use Psr\Log\LoggerInterface; // => imports Psr.Log.LoggerInterface
use function Acme\Shop\slug as make_slug; // => imports Acme.Shop.slug
use const Acme\Shop\VERSION; // => imports Acme.Shop.VERSION

#[\Attribute] // => decorates Attribute from Route
class Route // => defines class Route
{
    public function __construct(public string $path) // => defines field Route.$path; defines method Route.__construct
    {
    }
}

class Mailer implements NotifierContract // => defines class Mailer; implements Acme.Shop.Contracts.Notifier
{
    private Client $client; // => defines field Mailer.$client; type_of GuzzleHttp.Client from Mailer.$client
    public static int $sent = 0; // => defines field Mailer.$sent
    /** @var LoggerInterface */
    protected $logger; // => defines field Mailer.$logger
    private $formatter; // => defines field Mailer.$formatter

    public function __construct(LoggerInterface $logger, private Queue $queue) // => defines field Mailer.$queue; defines method Mailer.__construct; type_of Queue from Mailer.$queue; type_of Queue, Psr.Log.LoggerInterface
    {
        $this->client = new Client(['timeout' => 1]); // => instantiates GuzzleHttp.Client
        $this->logger = $logger;
        $this->formatter = fn(User $user): string => make_slug($user->name()); // => defines function Mailer.__construct.<lambda1>; calls Acme.Shop.Model.User.name (inferred); calls Acme.Shop.slug; references Mailer.__construct.<lambda1> from Mailer.__construct; type_of Acme.Shop.Model.User
    }

    #[Route('/notify')] // => decorates Route from Mailer.notify
    public function notify(User $user): bool // => defines method Mailer.notify; overrides Acme.Shop.Contracts.Notifier.notify; type_of Acme.Shop.Model.User
    {
        $this->logger->info('sending'); // => calls Psr.Log.LoggerInterface.info (inferred)
        $this->client->post('/', ['body' => $this->format($user)]); // => calls Mailer.format, GuzzleHttp.Client.post (inferred)
        self::$sent++;
        static::count(); // => calls Mailer.count (inferred)
        return $this->queue->push($user)->isEmpty(); // => calls Queue.isEmpty, Queue.push (inferred)
    }

    private function format(Named $named): string // => defines method Mailer.format; type_of Acme.Shop.Contracts.Named
    {
        $call = $this->format(...); // => references Mailer.format (inferred)
        $text = ($this->formatter)($named); // => calls Mailer.__construct.<lambda1> (inferred)
        return \sprintf("%s %s", $named->name(), $named->missing()); // => calls Acme.Shop.Contracts.Named.name (inferred); calls sprintf; unresolved calls $named->missing
    }

    public function name(): string // => defines method Mailer.name
    {
        return __CLASS__ . VERSION;
    }

    public function count(): int // => defines method Mailer.count
    {
        return self::$sent;
    }

    public static function build(LoggerInterface $logger): static // => defines method Mailer.build; type_of Psr.Log.LoggerInterface
    {
        $mailer = new static($logger, new Queue()); // => calls Mailer.__construct (inferred); instantiates Mailer (inferred); instantiates Queue
        $mailer->notify(Model\User::create()); // => calls Acme.Shop.Model.Entity.create; calls Mailer.notify (inferred)
        return $mailer;
    }

    public function __invoke(Model\Address $address): string // => defines method Mailer.__invoke; type_of Acme.Shop.Model.Address
    {
        return $address->line(); // => calls Acme.Shop.Model.Address.line (inferred)
    }
}

class Queue // => defines class Queue
{
    /** @var array<int, User> */
    private array $users = []; // => defines field Queue.$users

    /**
     * @param User $user
     * @return $this
     */
    public function push($user) // => defines method Queue.push
    {
        $user->save(); // => calls Acme.Shop.Model.Entity.save (inferred)
        $this->users[] = $user;
        array_map([$this, 'touch'], $this->users); // => calls array_map
        return $this;
    }

    public function isEmpty(): bool // => defines method Queue.isEmpty
    {
        return !$this->users;
    }

    /** @return User */
    public function first() // => defines method Queue.first
    {
        foreach ($this->users as $key => $user) {
            $user->rename('x')->save(); // => calls Acme.Shop.Model.Entity.save, Acme.Shop.Model.User.rename (inferred)
        }
        return reset($this->users); // => calls reset
    }
}
