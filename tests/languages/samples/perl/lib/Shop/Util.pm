package Shop::Util;                     # => defines module Shop.Util
use Exporter 'import';                  # => imports Exporter from Shop.Util
sub format { return join ",", @_; }     # => defines function Shop.Util.format; calls CORE.join
1;
