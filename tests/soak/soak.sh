#!/usr/bin/env bash
# Uses the window for some minutes as a person does (play, click, open, ignite, undo, redo, scrub), and prints how much memory it holds.
#
# tests/soak/soak.sh [MINUTES]    10 if not given. The binary is FIREDRILL=path; it is built with cargo build if that is not set
# SEED=number picks other clicks. Exit code: 1 if the window died or froze, if a key did nothing, or if at the end the window holds more than
# twice the memory that it held after the first minute; 2 if something is missing. Needs Linux, Xvfb and xdotool
set -euo pipefail
cd "$(dirname "$0")/../.."

minutes=${1:-10}
[[ $minutes =~ ^[1-9][0-9]*$ ]] || { echo "MINUTES is a whole number, such as 10, not $minutes"; exit 2; }
for tool in Xvfb:xvfb xdotool:xdotool; do
    command -v "${tool%:*}" >/dev/null || { echo "${tool%:*} is needed: apt-get install ${tool#*:}"; exit 2; }
done
binary=${FIREDRILL:-}
if [ -z "$binary" ]; then
    binary=$(cargo build --bin firedrill --message-format=json | sed -n 's/.*"executable":"\([^"]*\)".*/\1/p' | tail -1)
fi
[ -x "$binary" ] || { echo "There is no program at $binary: set FIREDRILL to its path, or leave it out"; exit 2; }
RANDOM=${SEED:-1}

work=$(mktemp -d)
program='' server=''
# Ends what this script started, and nothing else.
finish() {
    [ -z "$program" ] || kill -9 "$program" 2>/dev/null || true
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 2' INT TERM

# A display of its own, with the first number that is free.
Xvfb -displayfd 3 -screen 0 1440x900x24 +extension GLX 3>"$work/display" 2>"$work/server" &
server=$!
for _ in $(seq 100); do [ -s "$work/display" ] && break || sleep 0.1; done
[ -s "$work/display" ] || { echo "Xvfb does not start:"; cat "$work/server"; exit 2; }
DISPLAY=:$(cat "$work/display")
export DISPLAY

# The shipped scenarios, without their comments: the window would ask before it saves without them. Copies of these are opened and saved to.
mkdir "$work/shipped" "$work/in" "$work/settings" "$work/no-tools"
scenarios=()
for path in saves/*.ron; do
    scenarios+=("$(basename "$path")")
    sed '\#^ *//#d' "$path" >"$work/shipped/$(basename "$path")"
done

crashes=0 troubles=0 opened=0 ignited=0 clicks=0 keys=0 window=''

is_alive() { kill -0 "$program" 2>/dev/null; }
resident() { awk '/^VmRSS/ { print int($2 / 1024) }' "/proc/$program/status" 2>/dev/null || true; }
trouble() { echo "FAILED: $1"; troubles=$((troubles + 1)); }
key() { xdotool key --delay 40 "$@" 2>/dev/null || true; keys=$((keys + $#)); }
click() { xdotool mousemove "$1" "$2" sleep 0.05 click "${3:-1}" 2>/dev/null || true; clicks=$((clicks + 1)); sleep 0.2; }
between() { echo $(($1 + RANDOM % ($2 - $1))); }

# eventually SECONDS COMMAND...: tries until it succeeds, the time is over, or the window is gone.
eventually() {
    local end=$((SECONDS + $1))
    shift
    until "$@"; do
        [ $SECONDS -lt $end ] && is_alive || return 1
        sleep 0.2
    done
}
is_titled() { [[ $(xdotool getwindowname "$window" 2>/dev/null) == *"$1"* ]]; }
is_seen() { window=$(xdotool search --onlyvisible --name Firedrill 2>/dev/null | head -1) && [ -n "$window" ]; }
is_changed() { ! cmp -s "$1" "$2"; }

# Starts the window, with settings of its own. It finds no file dialog of the desktop, so it asks for paths itself.
start() {
    env -u WAYLAND_DISPLAY -u DBUS_SESSION_BUS_ADDRESS LANG=en_US.UTF-8 PATH="$work/no-tools" HOME="$work" \
        XDG_CONFIG_HOME="$work/settings" "$binary" >"$work/said" 2>&1 &
    program=$!
    eventually 60 is_seen || { echo "The window does not appear:"; cat "$work/said"; exit 1; }
    xdotool windowmove "$window" 0 0 windowsize "$window" 1440 900 windowfocus "$window"
    sleep 3
}

# If the window is gone, says so and starts it again.
check_alive() {
    is_alive && return
    local code=0
    wait "$program" || code=$?
    crashes=$((crashes + 1))
    echo "CRASHED: exit code $code, with $name open, after $SECONDS s:"
    tail -20 "$work/said"
    start
}

# Opens the scenario $name by its path.
open() {
    key Escape Escape Escape ctrl+o
    sleep 0.5
    key ctrl+a
    xdotool type --delay 15 "$work/in/$name" 2>/dev/null || true
    key Return
    if eventually 30 is_titled "$name"; then opened=$((opened + 1)); elif is_alive; then trouble "$name does not open"; fi
    sleep 0.5
}

# A click into one of the places of the window: the list, the map, the lanes.
click_about() {
    case $((RANDOM % 3)) in
    0) click "$(between 20 230)" "$(between 120 500)" ;;
    1) click "$(between 420 1080)" "$(between 130 470)" ;;
    2) click "$(between 270 1300)" "$(between 740 890)" ;;
    esac
}

scrub() {
    xdotool mousemove "$(between 260 400)" 630 mousedown 1 2>/dev/null || true
    for _ in 1 2 3 4 5 6; do xdotool mousemove "$(between 260 1300)" 630 sleep 0.05 2>/dev/null || true; done
    xdotool mouseup 1 2>/dev/null || true
}

# With a fresh copy of the scenario $name open, everything that the sentence at the top says.
visit() {
    local file=$work/in/$name
    cp "$work/shipped/$name" "$file"
    open
    key "$((1 + RANDOM % 9))" space
    sleep 1
    for _ in 1 2 3; do click_about; done
    scrub
    key Page_Down ctrl+Right shift+Right Home r
    click 700 300 4
    click 700 300 5
    key Escape Escape Home
    # The first rows of the list are sites, whether or not the first of them is a heading.
    for row in 148 172; do
        click 100 $row
        key i
    done
    key space
    sleep 1
    click_about
    scrub
    key Escape Escape ctrl+s
    if eventually 15 is_changed "$file" "$work/shipped/$name"; then
        ignited=$((ignited + 1))
    elif is_alive; then
        trouble "the fire in $name does not reach its file"
    fi
    key Escape Escape z y z z y y w z g g b b n n f o o
    key z z z z z z z z z z y y y z z z z
    # What is unsaved would be listed beside the next scenario, and the list has an end.
    key Escape ctrl+s
    sleep 1
}

name=none
start
first=$(resident)
echo "display $DISPLAY, seed ${SEED:-1}"
echo "start: $first MB resident"
begun=$SECONDS told=0 after_first=''
while [ $((SECONDS - begun)) -lt $((minutes * 60)) ]; do
    for name in "${scenarios[@]}"; do
        visit
        check_alive
        minute=$(((SECONDS - begun) / 60))
        if [ $minute -gt $told ]; then
            told=$minute now=$(resident)
            echo "$minute min: $now MB ($opened opened, $ignited saved fires, $clicks clicks, $keys keys)"
            [ -n "$after_first" ] || after_first=$now
        fi
        [ $minute -lt "$minutes" ] || break
    done
done
end=$(resident)
echo "end: $end MB resident; $first MB at the start, ${after_first:=$end} MB after the first minute; $crashes crashes, $troubles other failures"
[ "$end" -le $((2 * after_first)) ] || trouble "the memory more than doubled after the first minute"
[ $crashes = 0 ] && [ $troubles = 0 ]
