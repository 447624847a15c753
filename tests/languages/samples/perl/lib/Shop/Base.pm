package Shop::Base;                     # => defines module Shop.Base
sub add { my $self = shift; return $self; }  # => defines function Shop.Base.add
sub reset { }                           # => defines function Shop.Base.reset
1;
