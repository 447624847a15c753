source log.sh                           # => imports lib.log
format_item() { log_info "$1"; }        # => defines function format_item; calls lib.log.log_info
format_number() { awk '{ print $1 }'; } # => defines function format_number; unresolved calls awk
old_total() { total; }                  # => defines function old_total; calls main.total (candidate)
