package Shop::Item;                     # => defines module Shop.Item
use base qw(Exporter);                  # => imports Exporter, base from Shop.Item; inherits Exporter from Shop.Item
our @ISA = ('Shop::Base');              # => defines constant Shop.Item.@ISA; inherits Shop.Base from Shop.Item
our @EXPORT_OK = qw(show hide);         # => defines constant Shop.Item.@EXPORT_OK
sub new { my $class = shift; return bless {@_}, $class; }  # => defines function Shop.Item.new; calls CORE.bless
sub describe { my ($self) = @_; return sprintf("%s", $self->price); }  # => defines function Shop.Item.describe; calls CORE.sprintf; calls Shop.Item.price (inferred)
sub price { $_[0]{price} }              # => defines function Shop.Item.price
sub show { print shift->describe }      # => defines function Shop.Item.show; calls CORE.print
sub hide { }                            # => defines function Shop.Item.hide
1;
