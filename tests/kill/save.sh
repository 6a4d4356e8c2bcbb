#!/usr/bin/env bash
# Kills a save at each of its system calls (kill -9), and checks that the file is then wholly old or wholly new, and that the next save
# removes what was left over. Needs Linux and strace.
#
# tests/kill/save.sh [BINARY]    BINARY is the integration binary (target/debug/deps/it-...); it is built if it is not given
set -euo pipefail
cd "$(dirname "$0")/../.."

command -v strace >/dev/null || { echo "strace is needed: apt-get install strace"; exit 2; }
binary=${1:-}
if [ -z "$binary" ]; then
    binary=$(cargo test --test it --no-run --message-format=json | sed -n 's/.*"executable":"\([^"]*\)".*/\1/p' | tail -1)
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
kills=0
# Larger than one part in which a save writes.
head -c 150000 /dev/zero | tr '\0' 'n' >"$work/new"
head -c 1000 /dev/zero | tr '\0' 'o' >"$work/old"

# save PATH WHAT [strace arguments]: makes one save under strace.
save() {
    local path=$1 what=$2
    shift 2
    # The shell itself would tell of each kill.
    {
        FIREDRILL_SAVE_PATH=$path FIREDRILL_SAVE_CONTENT=$work/new FIREDRILL_SAVE_WHAT=$what \
            strace -f -qq "$@" "$binary" --exact killed::one_save --ignored --test-threads=1 >"$work/said" 2>&1
    } 2>/dev/null
}

# prepare CASE: an empty folder $work/in, with what the case begins with. Sets $path (saved to) and $file (the file itself).
prepare() {
    rm -rf "$work/in" "$work/elsewhere"
    mkdir "$work/in" "$work/elsewhere"
    file=$work/in/world.ron path=$file before=$work/old what=file
    case $1 in
    replace) cp "$work/old" "$file" ;;
    new) before=/dev/null ;;
    link)
        cp "$work/old" "$file"
        path=$work/elsewhere/link.ron
        ln -s "$file" "$path"
        ;;
    remainder)
        cp "$work/old" "$file"
        echo half >"$work/in/.world.ron.firedrill-saving-abcdef"
        ;;
    settings)
        file=$work/in/settings.json path=$file before=$work/settings what=settings
        echo '{ "newer": 1, "recent": ["/worlds/old.ron"] }' >"$work/settings"
        cp "$work/settings" "$file"
        ;;
    esac
}

fail() {
    echo "FAILED: $1"
    ls -la "$work/in"
    cat "$work/said"
    exit 1
}

for case in replace new link remainder settings; do
    prepare "$case"
    save "$path" "$what" -o "$work/trace" || fail "$case: the save without a kill"
    cp "$file" "$work/after"
    # The calls of the thread that saves, between the marks: "NAME N", where N counts the calls of this name since the thread began.
    thread=$(sed -n 's/^\([0-9]*\) .*firedrill-save-begins.*/\1/p' "$work/trace" | head -1)
    calls=$(awk -v thread="$thread" '
        $1 == thread {
            name = $2; sub(/\(.*/, "", name)
            if (name !~ /^[a-z_0-9]+$/ || $2 !~ /\(/) next
            seen[name]++
            if (/firedrill-save-ends/) exit
            if (begun) print name, seen[name]
            if (/firedrill-save-begins/) begun = 1
        }' "$work/trace")
    here=0
    while read -r call nth; do
        prepare "$case"
        if save "$path" "$what" -o /dev/null -e "trace=$call" -e "inject=$call:signal=SIGKILL:when=$nth"; then
            fail "$case: not killed at $call $nth"
        fi
        here=$((here + 1))
        if [ -e "$file" ]; then
            cmp -s "$file" "$before" || cmp -s "$file" "$work/after" || fail "$case: $file is neither old nor new after $call $nth"
        else
            [ "$case" = new ] || fail "$case: $file is gone after $call $nth"
        fi
        [ "$case" != link ] || [ -L "$path" ] || fail "$case: the link is gone after $call $nth"
        save "$path" "$what" -o /dev/null -e trace=none || fail "$case: the next save after $call $nth"
        cmp -s "$file" "$work/after" || fail "$case: the next save after $call $nth wrote something else"
        left=$(find "$work/in" -mindepth 1 ! -name "$(basename "$file")" ! -name settings.lock)
        [ -z "$left" ] || fail "$case: left over after $call $nth: $left"
    done <<<"$calls"
    [ "$here" -gt 5 ] || fail "$case: only $here system calls were found"
    echo "$case: killed at $here system calls"
    kills=$((kills + here))
done
echo "$kills kills; the file was wholly old or wholly new each time, and the next save left nothing over"
