package Shop::Cart;                     # => defines module Shop.Cart
use strict;                             # => imports strict
use warnings;                           # => imports warnings
use v5.10;
use parent -norequire, 'Shop::Base';    # => imports Shop.Base, parent; inherits Shop.Base
use Shop::Item qw(show hide);           # => imports Shop.Item
use constant MAX => 10;                 # => defines constant Shop.Cart.MAX; imports constant
use constant { SMALL => 1, LARGE => 2 };  # => defines constant Shop.Cart.LARGE; defines constant Shop.Cart.SMALL; imports constant
require Shop::Util;                     # => imports Shop.Util

our $VERSION = '1.0';                   # => defines constant Shop.Cart.$VERSION

# Makes a cart.
sub new {                               # => defines function Shop.Cart.new
    my ($class, %args) = @_;
    my $self = bless { items => [] }, $class;  # => calls CORE.bless
    $self->init(MAX);                   # => calls Shop.Cart.init (inferred)
    return $self;
}

sub add {                               # => defines function Shop.Cart.add
    my ($self, $item) = @_;
    show($item);                        # => calls Shop.Item.show
    &helper(1);                         # => calls Shop.Cart.helper
    Shop::Util::format($item);          # => calls Shop.Util.format
    my $other = Shop::Item->new(price => 1);  # => calls Shop.Item.new
    $other->describe;                   # => calls Shop.Item.describe (inferred)
    $self->SUPER::add($item);           # => calls Shop.Base.add (inferred)
    $self->count($item)->missing;       # => calls Shop.Cart.count (inferred); unresolved calls $self->count()->missing
    $self->{items}->push($item);
    log_it "added", scalar(@_);         # => calls Shop.Log.log_it (candidate)
    __PACKAGE__->total;                 # => calls Shop.Cart.total
    unknown($item);                     # => unresolved calls unknown
}

sub init { my $self = shift; $self->reset; }  # => defines function Shop.Cart.init; calls Shop.Base.reset (inferred)
sub count { return $_[0] }              # => defines function Shop.Cart.count
sub total { helper(2) }                 # => defines function Shop.Cart.total; calls Shop.Cart.helper
sub helper { map { hide($_) } @_ }      # => defines function Shop.Cart.helper; calls Shop.Item.hide
my $later = sub { helper(3) };          # => defines function Shop.Cart.<lambda1>; calls Shop.Cart.helper

package Shop::Cart::Line {              # => defines module Shop.Cart.Line
    sub make { Shop::Cart::helper(1) }  # => defines function Shop.Cart.Line.make; calls Shop.Cart.helper
}

package Shop::Log;                      # => defines module Shop.Log
sub log_it { print "x" }                # => defines function Shop.Log.log_it; calls CORE.print
1;
