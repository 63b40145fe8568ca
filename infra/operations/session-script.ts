/**
 * What the bash of a session runs: it reads scripts from descriptor 3, each ended by NUL, and prints the mark and the
 * exit status after each, on both streams. Written for version 3.2, which macOS has. A signal that comes before a script was
 * read is about that script, which then does not begin. A script that fails ends at the command that failed, by a trap,
 * because `set -e` would end the shell with its variables.
 */
export const sessionScript = String.raw`
mpla_mark="$1"
shift
set -o pipefail
mpla_block() {
  trap 'mpla_code=$?; trap - ERR; return "$mpla_code"' ERR
  trap 'trap - ERR; return 130' INT
  if [ -n "$mpla_interrupted" ]; then mpla_interrupted=; trap - ERR; return 130; fi
  eval "$1"
}
trap 'mpla_interrupted=1' INT
while :; do
  IFS= read -r -d '' -u 3 mpla_script
  mpla_code=$?
  [ "$mpla_code" -gt 128 ] && continue
  [ "$mpla_code" -eq 0 ] || exit
  mpla_block "$mpla_script" 3<&-
  mpla_code=$?
  trap - ERR
  trap 'mpla_interrupted=1' INT
  printf '\036%s %s\036' "$mpla_mark" "$mpla_code"
  printf '\036%s %s\036' "$mpla_mark" "$mpla_code" >&2
done
`
