#!/bin/sh
# What `make demo` does once the virtual environment is there: write, load, derive, serve.
# PYTHON, PORT, STORE and CUSTOMERS come from the Makefile.
set -eu
# Ctrl-C is how a demo ends, and no error.
trap 'exit 0' INT TERM

# The first text or, where GUANXI_LANG says en, the second.
say() {
    [ "${GUANXI_LANG-}" = en ] && shift
    echo "$1"
}

mkdir -p demo
case "$STORE" in
sqlite)
    export GUANXI_STORE="sqlite:///demo/guanxi.db"
    ;;
neo4j)
    # A server that GUANXI_STORE names is used; else one is started and stopped with the demo.
    case "${GUANXI_STORE-}" in
    neo4j* | bolt*) ;;
    *)
        say "正在启动Neo4j……" "starting Neo4j ..." >&2
        "$PYTHON" -m tests.neo4j >demo/neo4j.url &
        server=$!
        trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null || true' EXIT
        for _ in $(seq 120); do
            [ -s demo/neo4j.url ] && break
            kill -0 "$server" 2>/dev/null || exit 2
            sleep 1
        done
        GUANXI_STORE=$(cat demo/neo4j.url)
        export GUANXI_STORE
        ;;
    esac
    ;;
*)
    say "无法识别STORE=$STORE：请用sqlite或neo4j" "STORE=$STORE is of no known kind: use sqlite or neo4j" >&2
    exit 2
    ;;
esac

"$PYTHON" -m service export-demo demo/files --customers "$CUSTOMERS"
"$PYTHON" -m loaders demo/files --rejects demo/rejects
"$PYTHON" -m service derive --as-of 2025-12-31
try="curl 'http://127.0.0.1:$PORT/api/v1/groups?kind=control'"
say "可以试试：$try" "try: $try"
"$PYTHON" -m service serve --port "$PORT"
