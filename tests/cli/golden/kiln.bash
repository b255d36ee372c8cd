# SPDX-License-Identifier: MIT
# bash completion for kiln
_kiln()
{
    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
    local words='' kind=''
    COMPREPLY=()
    if [[ $current == '=' ]]; then
        current=''
    elif [[ $before == '=' && $COMP_CWORD -ge 2 ]]; then
        before=${COMP_WORDS[COMP_CWORD-2]}
    fi
    case $before in
    -r) return ;;
    -d) kind=-d ;;
    -s) kind=-d ;;
    -p) kind=-d ;;
    -x) return ;;
    -i) kind=-f ;;
    -j|--workers) return ;;
    --invalidation-mode) words='checked-hash timestamp unchecked-hash' ;;
    -o) return ;;
    -e) kind=-d ;;
    --target) return ;;
    --python) kind='-c -f' ;;
    --engine) words='native interpreter auto' ;;
    -W) return ;;
    --timeout) return ;;
    --exclude-dir) return ;;
    --clamp-mtime) return ;;
    --output-dir) kind=-d ;;
    --pycache-prefix) kind=-d ;;
    --progress) words='never always auto' ;;
    --color) words='never always auto' ;;
    *)
        kind=-f
        if [[ $current == -* ]]; then
            kind=''
            words=' -h --help -l -r -f -q -b -d -s -p -x -i -j --workers --invalidation-mode -o -e --hardlink-dupes --target --python --engine --verify -W --timeout -0 --null --exclude-dir --check --strict-freshness --clamp-mtime --output-dir --pycache-prefix --rewrite --prune --explain --json --stats --progress --color --version'
        fi
        ;;
    esac
    if [[ -n $words ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
    else
        compopt -o filenames 2>/dev/null
        # shellcheck disable=SC2086
        mapfile -t COMPREPLY < <(compgen $kind -- "$current")
    fi
} && complete -F _kiln kiln
