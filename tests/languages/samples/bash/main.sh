#!/usr/bin/env bash
set -euo pipefail                       # => calls bash.set

source ./lib/log.sh                     # => imports lib.log
. "$(dirname "${BASH_SOURCE[0]}")/lib/format.sh"  # => imports lib.format; unresolved calls dirname
source "$HOME/.config/shop.sh"          # => unresolved imports $HOME/.config/shop.sh

readonly VERSION=1                      # => defines constant VERSION
declare -x MODE="fast"                  # => defines constant MODE
COUNT=0                                 # => defines constant COUNT

# Adds the items
# of a cart.
add() {                                 # => defines function add
  local item="$1"
  log_info "$(format_item "$item")"     # => calls lib.format.format_item, lib.log.log_info
  COUNT=$((COUNT + 1))
}

function total { echo "$COUNT" | format_number; }  # => defines function total; calls bash.echo, lib.format.format_number

function report() (                     # => defines function report
  add "x" || die "no" && total          # => calls lib.log.die, add, total
  if is_open; then MODE=slow add "y"; fi  # => calls add; unresolved calls is_open
  ! add "z"                             # => calls add
  for file in $(list_files); do add "$file"; done  # => calls add; unresolved calls list_files
  diff <(total) <(old_total) > /dev/null  # => calls lib.format.old_total, total; unresolved calls diff
  result=`total`                        # => calls total
)

usage() {                               # => defines function usage
  cat <<EOF                             # => unresolved calls cat
Items: $(total)                         # => calls total
EOF
}

git::init-all() { total; }              # => defines function git::init-all; calls total
git::init-all                           # => calls git::init-all
[[ $# -gt 0 ]] || usage                 # => calls usage
report "$@"                             # => calls report
"$MODE" report
